import { describe, expect, it } from 'vitest'
import type { PatientBrief } from '../../../../domain/contract/shapes.ts'
import { similarTo } from '../../../../renderer/features/patients/similar.ts'

const known = (name: string, age: number, phone: string | null = null): PatientBrief => ({
  id: `0199d0c4-0000-7000-8000-0000000000${age}`,
  name,
  nativeName: '',
  mrn: 'A1K7-00001',
  sex: 'female',
  age: { value: age, unit: 'y' },
  ageEstimated: true,
  phone,
  phoneRelation: 'self',
  due: 0,
})
const today = '2026-11-23'
const typed = (name: string, birth = '', phone = '') => ({ name, birth, phone })
const reasons = (...args: Parameters<typeof similarTo>) => similarTo(...args).map(similar => similar.reasons)

describe('a person who may be here already', () => {
  it('is shown for the same name in any order of its words', () => {
    expect(reasons(typed('Deshpande Rukmini'), [known('Rukmini Deshpande', 61)], today)).toEqual([['name']])
  })

  it('is shown with every reason, the most likely first', () => {
    const found = [known('Rukmini Deshpande', 30), known('Rukmini Deshpande', 61, '+919822041763')]
    expect(reasons(typed('Rukmini Deshpande', '62', '98220 41763'), found, today)).toEqual([
      ['name', 'phone', 'age'],
      ['name'],
    ])
  })

  it('is shown for a name that sounds alike only when phone or age agree too', () => {
    const found = [known('Laxmi Choudhury', 40)]
    expect(reasons(typed('Lakshmi Chaudhary', '41'), found, today)).toEqual([['sounds', 'age']])
    expect(reasons(typed('Lakshmi Chaudhary', '20'), found, today)).toEqual([])
  })

  it('is not shown for the same phone alone: families share it', () => {
    expect(
      reasons(typed('Aarav Patil', '8', '9822041763'), [known('Suresh Patil', 40, '+919822041763')], today),
    ).toEqual([])
  })

  it('is not shown before a name is typed', () => {
    expect(reasons(typed(''), [known('Suresh Patil', 40)], today)).toEqual([])
  })
})
