import type { systemsOfMedicine } from '../../domain/tables/people.ts'
import { doctorName } from '../../domain/words.ts'
import type { Random } from './random.ts'

export type System = (typeof systemsOfMedicine)[number]

/** A service or goods with its inclusive price in paise. Source of the classes: see `rateBp` and `hsn` of each. */
export type Priced = {
  readonly description: string
  readonly hsn: string
  readonly unitPrice: number
  readonly taxClass: 'exempt' | 'taxable'
  readonly rateBp: number
}

/** SAC 9993: health care by a clinic or practitioner is exempt (Notification 12/2017-Central Tax (Rate), entry 74). */
const service = (description: string, rupees: number): Priced => ({
  description,
  hsn: '9993',
  unitPrice: rupees * 100,
  taxClass: 'exempt',
  rateBp: 0,
})

/** HSN 3004: medicaments, as the sample clinic bills them. */
const medicine = (description: string, paise: number): Priced => ({
  description,
  hsn: '3004',
  unitPrice: paise,
  taxClass: 'taxable',
  rateBp: 500,
})

export const consultation = (doctor: string, rupees: number): Priced =>
  service(`Consultation, ${doctorName(doctor)}`, rupees)

const services: Partial<Record<System, readonly Priced[]>> = {
  ayurveda: [
    service('Abhyanga and Swedana', 1800), service('Shirodhara', 2200), service('Nasya', 650), service('Janu Basti', 900),
    service('Kati Basti', 950), service('Nadi pariksha', 200),
  ],
  siddha: [
    service('Varmam therapy', 700), service('Thokkanam', 900), service('Ottradam', 350), service('Nadi reading', 200),
  ],
  allopathy: [
    service('ECG', 300), service('Dressing, small', 150), service('Nebulisation', 120), service('Injection charge', 60),
    service('Blood sugar, random', 80), service('Suture removal', 250), service('Medical certificate', 100),
  ],
  homoeopathy: [service('Case taking, long', 500)],
  dentistry: [service('Scaling', 1200), service('Composite filling', 1500), service('Extraction', 1000), service('X-ray, IOPA', 250)],
  physiotherapy: [service('Ultrasound therapy', 350), service('IFT', 300), service('Exercise session', 400)],
} // prettier-ignore

const medicines: Partial<Record<System, readonly Priced[]>> = {
  ayurveda: [
    medicine('Maharasnadi Kwath 450 ml', 210_00), medicine('Yograj Guggulu 60 tablets', 184_70),
    medicine('Mahanarayan Taila 200 ml', 340_00), medicine('Triphala Churna 100 g', 95_00),
    medicine('Chyawanprash 500 g', 245_50), medicine('Ashwagandha 60 capsules', 312_00), medicine('Avipattikar Churna 100 g', 128_40),
  ],
  siddha: [
    medicine('Nilavembu Kudineer 100 g', 110_00), medicine('Thalisathi Chooranam 50 g', 86_50),
    medicine('Pinda Thailam 200 ml', 268_00), medicine('Amukkara tablets 100', 175_25),
  ],
  homoeopathy: [medicine('Arnica 30, 30 ml', 120_00), medicine('Nux vomica 200, 30 ml', 135_00)],
} // prettier-ignore

/** What may stand on a bill besides the consultation: nothing, a service, or medicines of the doctor's own dispensary. */
export function extras(
  random: Random,
  system: System,
): readonly { readonly priced: Priced; readonly quantity: number }[] {
  const chosen: { priced: Priced; quantity: number }[] = []
  const doctorsServices = services[system] ?? []
  const dispensary = medicines[system] ?? []
  if (doctorsServices.length > 0 && random.perMille(320))
    chosen.push({ priced: random.pick(doctorsServices), quantity: 1 })
  if (dispensary.length > 0 && random.perMille(450)) {
    const count = random.between(1, 2)
    for (let index = 0; index < count; index++) {
      const priced = random.pick(dispensary)
      if (chosen.every(other => other.priced !== priced))
        chosen.push({ priced, quantity: random.perMille(200) ? 2 : 1 })
    }
  }
  return chosen
}
