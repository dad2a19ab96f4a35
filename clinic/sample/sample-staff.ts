import type { practitioner, user } from '../../domain/tables/people.ts'
import type { GroupValues } from '../../domain/journal/declare.ts'

type Doctor = GroupValues<typeof practitioner, 'profile'> &
  GroupValues<typeof practitioner, 'fee'> &
  GroupValues<typeof practitioner, 'session'>

const ayurveda = { system: 'ayurveda', qualification: 'BAMS, MD (Kayachikitsa)' } as const
const general = { system: 'allopathy', qualification: 'MBBS, DNB (Family Medicine)' } as const

/** Doctors in the order in which a larger clinic takes them on. Fees in paise; registration numbers are invented. */
const doctors = [
  { ...ayurveda, name: 'Dr. Meera Kulkarni', nativeName: 'डॉ. मीरा कुलकर्णी', registrationNumber: 'MCIM I-48213-A1', consultationFee: 500_00, room: 'Room 1', startTime: '09:00', endTime: '13:00' },
  { ...general, name: 'Dr. Arvind Rao', nativeName: 'डॉ. अरविंद राव', registrationNumber: 'MMC 2009/06/2147', consultationFee: 400_00, room: 'Room 2', startTime: '09:30', endTime: '14:00' },
  { system: 'siddha', qualification: 'BSMS, MD (Maruthuvam)', name: 'Dr. Tamilselvi N.', nativeName: 'மரு. ந. தமிழ்ச்செல்வி', registrationNumber: 'TNBISM 3306', consultationFee: 450_00, room: 'Room 3', startTime: '10:00', endTime: '13:00' },
  { ...general, name: 'Dr. Shilpa Phadke', nativeName: 'डॉ. शिल्पा फडके', registrationNumber: 'MMC 2014/03/0871', consultationFee: 400_00, room: 'Room 4', startTime: '16:30', endTime: '20:30' },
  { system: 'homoeopathy', qualification: 'BHMS', name: 'Dr. Nikhil Bapat', nativeName: 'डॉ. निखिल बापट', registrationNumber: 'MCH 41877', consultationFee: 350_00, room: 'Room 5', startTime: '17:00', endTime: '20:00' },
  { system: 'dentistry', qualification: 'BDS', name: 'Dr. Sana Inamdar', nativeName: 'डॉ. सना इनामदार', registrationNumber: 'A-23871', consultationFee: 300_00, room: 'Dental', startTime: '10:00', endTime: '18:00' },
  { system: 'physiotherapy', qualification: 'BPTh, MPT', name: 'Dr. Rohan Pinto', nativeName: 'डॉ. रोहन पिंटो', registrationNumber: 'MSOTPT 2016/04/PT/3391', consultationFee: 400_00, room: 'Physio', startTime: '08:00', endTime: '12:00' },
  { ...ayurveda, name: 'Dr. Ajit Gadgil', nativeName: 'डॉ. अजित गाडगीळ', registrationNumber: 'MCIM I-61120-A1', consultationFee: 500_00, room: 'Room 6', startTime: '17:00', endTime: '20:30' },
] as const satisfies readonly Doctor[] // prettier-ignore

type StaffMember = GroupValues<typeof user, 'profile'> & GroupValues<typeof user, 'roles'>

/** One person for each role; the first is the administrator. */
export const staff = [
  { displayName: 'Sunil Apte', signInName: 'admin', roles: ['admin'] },
  { displayName: 'Lakshmi P.', signInName: 'lakshmi', roles: ['front-desk'] },
  { displayName: 'Farida Shaikh', signInName: 'farida', roles: ['cashier', 'front-desk'] },
  { displayName: 'Dr. Meera Kulkarni', signInName: 'meera', roles: ['doctor'] },
  { displayName: 'Dr. Arvind Rao', signInName: 'arvind', roles: ['doctor'] },
  { displayName: 'Dr. Tamilselvi N.', signInName: 'tamilselvi', roles: ['doctor'] },
  { displayName: 'Prakash Thorat', signInName: 'prakash', roles: ['claims'] },
  { displayName: 'Neeta Gokhale', signInName: 'neeta', roles: ['auditor'] },
] as const satisfies readonly StaffMember[] // prettier-ignore

export const doctorsOf = (count: number): readonly Doctor[] => doctors.slice(0, count)
