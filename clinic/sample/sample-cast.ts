import type { LocalDate } from '../../domain/time.ts'
import { addDays } from '../../domain/time.ts'
import type { Person } from './person.ts'

/** `year`: only the age was told. `day`: the birthday is known. `m` and `d` give months and days of life. */
type Age = `${number}` | `~${number}` | `${number}m` | `${number}d`

type Member = {
  readonly name: string
  readonly native: string
  readonly sex: 'male' | 'female'
  readonly age: Age
  readonly relation?: string
  readonly guardian?: readonly [name: string, relation: string]
  readonly allergies?: string
  readonly note?: string
}

const familyOf = (phone: string, ...members: readonly Member[]) => ({ phone: `+91${phone}`, members })

/** The people of the sample that every guide and picture shows; all invented. */
const families = [
  familyOf('9822041763',
    { name: 'Suresh Deshpande', native: 'सुरेश देशपांडे', sex: 'male', age: '66' },
    { name: 'Rukmini Deshpande', native: 'रुक्मिणी देशपांडे', sex: 'female', age: '61', relation: 'spouse', allergies: 'Penicillin: rash, 2019, told by patient' },
    { name: 'Aarav Deshpande', native: 'आरव देशपांडे', sex: 'male', age: '8', relation: 'grandchild', guardian: ['Suresh Deshpande', 'grandfather'] }),
  familyOf('9004017725',
    { name: 'Kavitha Murugan', native: 'கவிதா முருகன்', sex: 'female', age: '47' },
    { name: 'Murugan Pillai', native: 'முருகன் பிள்ளை', sex: 'male', age: '58', relation: 'spouse' }),
  familyOf('9890512034', { name: 'Mohan Joshi', native: 'मोहन जोशी', sex: 'male', age: '~52' }),
  familyOf('9422306618', { name: 'Ganesh Pawar', native: 'गणेश पवार', sex: 'male', age: '~55' }),
  familyOf('9373190452', { name: 'Anjali Nair', native: 'अंजली नायर', sex: 'female', age: '34' }),
  familyOf('8805123917', { name: 'Shobha Kamat', native: 'शोभा कामत', sex: 'female', age: '~47', allergies: 'Sulpha drugs' }),
  familyOf('9822714450', { name: 'Vikram Bhosale', native: 'विक्रम भोसले', sex: 'male', age: '68' }),
  familyOf('7720984415', { name: 'Rehana Khan', native: 'रेहाना खान', sex: 'female', age: '23' }),
  familyOf('9860223347', { name: 'Lalita Iyer', native: 'லலிதா ஐயர்', sex: 'female', age: '~71', note: 'Hard of hearing in the left ear' }),
  familyOf('9975301826', { name: 'Joseph D’Souza', native: 'जोसेफ डिसोझा', sex: 'male', age: '63' }),
  familyOf('8600447291', { name: 'Rohit Sen', native: 'रोहित सेन', sex: 'male', age: '19' }),
  familyOf('9028817364',
    { name: 'Fatima Begum', native: 'फातिमा बेगम', sex: 'female', age: '~50' },
    { name: 'Imran Shaikh', native: 'इमरान शेख', sex: 'male', age: '29', relation: 'child' }),
  familyOf('9765540138', { name: 'Harpreet Kaur', native: 'हरप्रीत कौर', sex: 'female', age: '38' }),
  familyOf('9623118805', { name: 'Dev Patil', native: 'देव पाटील', sex: 'male', age: '~45' }),
  familyOf('7387920516', { name: 'Sneha Gokhale', native: 'स्नेहा गोखले', sex: 'female', age: '28' }),
  familyOf('9137746620', { name: 'Selvi Rajan', native: 'செல்வி ராஜன்', sex: 'female', age: '44' }),
  familyOf('9545021173', { name: 'Asha Rane', native: 'आशा राणे', sex: 'female', age: '31' }),
  familyOf('8329006641',
    { name: 'Pooja Gaikwad', native: 'पूजा गायकवाड', sex: 'female', age: '26' },
    { name: 'Baby of Pooja', native: 'पूजा यांचे बाळ', sex: 'female', age: '8m', relation: 'child', guardian: ['Pooja Gaikwad', 'mother'] }),
  familyOf('9881245509', { name: 'Balaji Rao', native: 'பாலாஜி ராவ்', sex: 'male', age: '52' }),
  familyOf('9049938117', { name: 'Thomas Kurian', native: 'थॉमस कुरियन', sex: 'male', age: '~60', allergies: 'Aspirin: stomach bleeding' }),
  familyOf('9766213384',
    { name: 'Meenakshi S.', native: 'மீனாட்சி சு.', sex: 'female', age: '36' },
    { name: 'Baby of Meenakshi S.', native: 'மீனாட்சி சு. குழந்தை', sex: 'male', age: '19d', relation: 'child', guardian: ['Meenakshi S.', 'mother'] }),
] as const // prettier-ignore

/** The cast, family by family, as they are registered on a day. */
export const castOf = (today: LocalDate): readonly (readonly Person[])[] =>
  families.map(({ phone, members }) => members.map((member: Member) => personOf(member, phone, today)))

function personOf(member: Member, phone: string, today: LocalDate): Person {
  const [guardianName, guardianRelation] = member.guardian ?? ['', '']
  return {
    name: { name: member.name, nativeName: member.native },
    demographics: { sex: member.sex, ...birthOfAge(member.age, today) },
    telecom: { phone, phoneRelation: member.relation ?? 'self' },
    address: { address: 'Paud Road, Kothrud', city: 'Pune', pincode: '411038' },
    guardian: { guardianName, guardianRelation, guardianPhone: guardianName === '' ? null : phone },
    allergies: { allergies: member.allergies ?? '', allergiesKnown: true },
    note: { note: member.note ?? '' },
    deceasedOn: null,
  }
}

function birthOfAge(age: Age, today: LocalDate): Pick<Person['demographics'], 'birthDate' | 'birthPrecision'> {
  const count = Number.parseInt(age.replace('~', ''), 10)
  if (age.endsWith('d')) return { birthDate: addDays(today, -count), birthPrecision: 'day' }
  if (age.endsWith('m')) return { birthDate: addDays(today, -Math.round(count * 30.5) - 4), birthPrecision: 'day' }
  if (!age.startsWith('~')) return { birthDate: addDays(today, -Math.ceil(count * 365.25) - 97), birthPrecision: 'day' }
  const middle = `${Number(today.slice(0, 4)) - count}-07-01`
  return { birthDate: middle > today ? `${Number(today.slice(0, 4)) - count}-01-01` : middle, birthPrecision: 'year' }
}
