import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { CHALLENGE_MS, makeChallenges } from '../../../../hq/devices/challenge.ts'

const now = 1_790_000_000_000
const secret = 'present'.repeat(5)
const challenges = makeChallenges({ present: secret, previous: undefined }, now, randomBytes)
const whom = { clinic: 'clinic-1', device: 'device-1' }

test('a challenge is good for its device and for a minute', () => {
  const challenge = challenges.make(whom, now)
  expect(challenge).toMatch(/^[0-9a-f]{64}$/)
  expect(challenges.isOurs(challenge, whom, now + CHALLENGE_MS - 1)).toBe(true)
  expect(challenges.isOurs(challenge, whom, now + CHALLENGE_MS)).toBe(false)
  expect(challenges.isOurs(challenge, { ...whom, device: 'device-2' }, now)).toBe(false)
  expect(challenges.isOurs(challenge, { ...whom, clinic: 'clinic-2' }, now)).toBe(false)
})

test('nobody can make or prolong one without the secret', () => {
  const challenge = challenges.make(whom, now)
  const later = (now + CHALLENGE_MS).toString(16).padStart(12, '0') + challenge.slice(12)
  expect(challenges.isOurs(later, whom, now + CHALLENGE_MS)).toBe(false)
  const foreign = makeChallenges({ present: 'another'.repeat(5), previous: undefined }, now, randomBytes)
  expect(challenges.isOurs(foreign.make(whom, now), whom, now)).toBe(false)
})

test('no two are alike, and a secret that was replaced counts for a minute', () => {
  expect(challenges.make(whom, now)).not.toBe(challenges.make(whom, now))
  const renewed = makeChallenges({ present: 'renewed'.repeat(5), previous: secret }, now, randomBytes)
  expect(renewed.isOurs(challenges.make(whom, now - 1), whom, now)).toBe(true)
  const later = now + CHALLENGE_MS
  expect(renewed.isOurs(challenges.make(whom, later), whom, later)).toBe(false)
})
