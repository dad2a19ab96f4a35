import { addDays, type LocalDate } from '../../domain/time.ts'
import type { NamePart } from './names/name-table.ts'
import { babyOf, familyName, fullName, givenName, type FamilyName, type FullName } from './names/person-name.ts'
import { regions } from './names/regions.ts'
import { addressOf, allergiesOf, birthOf, noteOf, phoneOf, type Person } from './person.ts'
import type { Random } from './random.ts'

type Sex = 'male' | 'female'
type Relation = 'self' | 'spouse' | 'child' | 'parent' | 'grandchild' | 'sibling'
type Member = { readonly relation: Relation; readonly sex: Sex; readonly years: number }

const sizes = [[1, 34], [2, 21], [3, 18], [4, 17], [5, 7], [6, 3]] as const // prettier-ignore

/** A family that is registered on a day: some under one phone, children with a guardian, now and then a newborn. */
export function household(random: Random, registeredOn: LocalDate): readonly Person[] {
  const name = familyName(random, random.weighted(regions))
  const members = membersOf(random, random.weighted(sizes))
  const [head] = members
  const father = givenName(random, name.table, 'male')
  const headName = fullName(random, name, givenName(random, name.table, head.sex), father)
  const phone = random.perMille(25) ? null : phoneOf(random)
  const shared: Shared = { random, registeredOn, name, headName, head, phone, address: addressOf(random) }
  const people = members.map(member => personOf(shared, member))
  const mother = head.sex === 'female' && head.years >= 20 && head.years <= 38
  return mother && random.perMille(70) ? [...people, newborn(shared)] : people
}

function membersOf(random: Random, size: number): readonly [Member, ...Member[]] {
  const sex: Sex = random.perMille(560) ? 'female' : 'male'
  const years = size > 2 ? random.between(26, 74) : random.between(18, 84)
  const head: Member = { relation: 'self', sex, years }
  const others: Member[] = []
  const other = (relation: Relation, of: Sex, age: number) => others.push({ relation, sex: of, years: age })
  const anySex = (): Sex => (random.perMille(500) ? 'male' : 'female')
  const opposite: Sex = sex === 'male' ? 'female' : 'male'
  while (others.length < size - 1) {
    if (others.length === 0 && years >= 22 && random.perMille(760))
      other('spouse', opposite, within(years + random.between(-6, 4), 20, 88))
    else if (years >= 54 && random.perMille(620))
      other('grandchild', anySex(), random.between(0, within(years - 48, 1, 16)))
    else if (years >= 24 && random.perMille(850))
      other('child', anySex(), random.between(within(years - 42, 0, 38), within(years - 21, 0, 42)))
    else if (years < 60 && random.perMille(700))
      other('parent', anySex(), within(years + random.between(21, 34), 42, 92))
    else other('sibling', anySex(), within(years + random.between(-9, 9), 3, 85))
  }
  return [head, ...others]
}

const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

type Shared = {
  readonly random: Random
  readonly registeredOn: LocalDate
  readonly name: FamilyName
  readonly head: Member
  readonly headName: FullName
  readonly phone: string | null
  readonly address: Person['address']
}

function personOf(shared: Shared, member: Member): Person {
  const { random, registeredOn, name, headName, phone } = shared
  const isHead = member.relation === 'self'
  const full = isHead
    ? headName
    : fullName(random, name, givenName(random, name.table, member.sex), fatherOf(shared, member))
  const ownPhone = phone !== null && !isHead && member.years >= 18 && random.perMille(380)
  const deceased = member.years > 60 && random.perMille(30)
  return {
    name: { name: full.latin, nativeName: random.perMille(720) ? full.native : '' },
    demographics: { sex: random.perMille(2) ? 'other' : member.sex, ...birthOf(random, member.years, registeredOn) },
    telecom: ownPhone
      ? { phone: phoneOf(random), phoneRelation: 'self' }
      : { phone, phoneRelation: phone === null ? '' : member.relation },
    address: shared.address,
    guardian: member.years < 18 ? guardianOf(shared, member) : noGuardian,
    allergies: allergiesOf(random),
    note: noteOf(random),
    deceasedOn: deceased ? addDays(registeredOn, random.between(20, 400)) : null,
  }
}

const noGuardian: Person['guardian'] = { guardianName: '', guardianRelation: '', guardianPhone: null }

/** Father, or for a wife the husband: the name that stands second. */
function fatherOf({ random, name, head, headName }: Shared, member: Member): NamePart {
  const ofHead = head.sex === 'male' && (member.relation === 'spouse' || member.relation === 'child')
  return ofHead ? headName.given : givenName(random, name.table, 'male')
}

function guardianOf({ head, headName, phone }: Shared, member: Member): Person['guardian'] {
  const male = head.sex === 'male'
  const relations: Partial<Record<Relation, string>> = {
    child: male ? 'father' : 'mother',
    grandchild: male ? 'grandfather' : 'grandmother',
    sibling: male ? 'brother' : 'sister',
  }
  const guardianRelation = relations[member.relation]
  if (guardianRelation === undefined) return noGuardian
  return { guardianName: headName.latin, guardianRelation, guardianPhone: phone }
}

function newborn(shared: Shared): Person {
  const { random, registeredOn, name, headName, phone } = shared
  const baby = babyOf(headName, name.table)
  return {
    name: { name: baby.latin, nativeName: baby.native },
    demographics: {
      sex: random.perMille(500) ? 'male' : 'female',
      birthDate: addDays(registeredOn, -random.between(1, 55)),
      birthPrecision: 'day',
    },
    telecom: { phone, phoneRelation: phone === null ? '' : 'child' },
    address: shared.address,
    guardian: { guardianName: headName.latin, guardianRelation: 'mother', guardianPhone: phone },
    allergies: { allergies: '', allergiesKnown: false },
    note: { note: '' },
    deceasedOn: null,
  }
}
