import { expect, test } from 'vitest'
import { household } from '../../../../clinic/sample/household.ts'
import { regions } from '../../../../clinic/sample/names/regions.ts'
import type { Person } from '../../../../clinic/sample/person.ts'
import { seeded } from '../../../../clinic/sample/random.ts'
import { ageOn } from '../../../../domain/time.ts'

const today = '2026-11-23'
const random = seeded(3, 'people')
const families = Array.from({ length: 9000 }, () => household(random, today))
const people = families.flat()
const share = (held: (person: Person) => boolean) => people.filter(held).length / people.length
const yearsOf = ({ demographics }: Person) =>
  demographics.birthDate === null ? undefined : yearsSince(demographics.birthDate)
const yearsSince = (birthDate: string) => {
  const age = ageOn(birthDate, today)
  return age?.unit === 'y' ? age.value : 0
}

test('every name part is written in Latin letters and in the script of its table, once', () => {
  for (const [table] of regions) {
    const script = table.script === 'tamil' ? /^[\p{Script=Tamil}\s]+$/u : /^[\p{Script=Devanagari}\s]+$/u
    for (const parts of [table.male, table.female, table.family]) {
      for (const { latin, native } of parts) {
        expect(latin).toMatch(/^[\p{Script=Latin}’ ]+$/u)
        expect(native, latin).toMatch(script)
      }
      expect(new Set(parts.map(part => part.latin)).size, table.region).toBe(parts.length)
    }
  }
})

test('names are many, in Devanagari and in Tamil script, and not everybody has a native one', () => {
  expect(new Set(people.map(person => person.name.name)).size).toBeGreaterThan(people.length / 2)
  expect(share(person => /\p{Script=Tamil}/u.test(person.name.nativeName))).toBeGreaterThan(0.04)
  expect(share(person => /\p{Script=Devanagari}/u.test(person.name.nativeName))).toBeGreaterThan(0.5)
  expect(share(person => person.name.nativeName === '')).toBeGreaterThan(0.2)
})

test('a good third told an age only, and a few nothing', () => {
  expect(share(person => person.demographics.birthPrecision === 'year')).toBeGreaterThan(0.28)
  expect(share(person => person.demographics.birthPrecision === 'year')).toBeLessThan(0.45)
  expect(share(person => person.demographics.birthDate === null)).toBeGreaterThan(0.01)
  expect(share(person => person.demographics.birthPrecision === 'month')).toBeGreaterThan(0.005)
})

test('nobody is born after today or more than a hundred years ago', () => {
  const dates = people.flatMap(person => person.demographics.birthDate ?? [])
  expect(dates.every(date => date <= today && date > '1926-01-01')).toBe(true)
})

test('most families share one phone and name how each belongs to its owner', () => {
  const shared = families.filter(family => new Set(family.map(person => person.telecom.phone)).size < family.length)
  expect(shared.length / families.length).toBeGreaterThan(0.4)
  for (const family of families) {
    const phone = family[0]?.telecom.phone ?? null
    const owners = family.filter(person => person.telecom.phone === phone && person.telecom.phoneRelation === 'self')
    expect(owners).toHaveLength(phone === null ? 0 : 1)
  }
})

test('children of a family have a guardian of that family', () => {
  const children = families.filter(family => (yearsOf(family[0] as Person) ?? 0) >= 22).flatMap(family => family.slice(1))
    .filter(person => (yearsOf(person) ?? 99) < 17) // prettier-ignore
  expect(children.length).toBeGreaterThan(500)
  expect(children.filter(child => child.guardian.guardianName === '')).toEqual([])
})

test('newborns have no name yet and a mother as guardian', () => {
  const newborns = people.filter(person => person.name.name.startsWith('Baby of '))
  expect(newborns.length).toBeGreaterThan(20)
  for (const { guardian, name } of newborns) {
    expect(guardian.guardianRelation).toBe('mother')
    expect(name.name).toBe(`Baby of ${guardian.guardianName}`)
  }
})

test('some have an allergy that is known', () => {
  expect(share(person => person.allergies.allergies !== '')).toBeGreaterThan(0.04)
  expect(people.every(person => person.allergies.allergies === '' || person.allergies.allergiesKnown)).toBe(true)
})
