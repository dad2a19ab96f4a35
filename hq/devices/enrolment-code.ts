/** One-time codes that let a PC in. Only their hash is kept. */
import { hash } from 'node:crypto'
import { deviceCodeAlphabet } from '../../domain/numbers.ts'
import { inClinic, inTransaction, type Tx } from '../postgres/pool.ts'
import type { Platform } from '../platform.ts'

export type EnrolmentKind = 'join' | 'bring'

export const CODE_MINUTES = 15
const CODE_LENGTH = 12

type Given = Pick<Platform, 'pool' | 'clock' | 'random'>

/** As printed, in three groups of four. For `join` the clinic is named; a PC that brings its own names it itself. */
export async function giveCode(
  { pool, clock, random }: Given,
  what: { readonly kind: 'join'; readonly clinic: string } | { readonly kind: 'bring' },
): Promise<string> {
  const code = draw(random, CODE_LENGTH)
  const clinic = what.kind === 'join' ? what.clinic : null
  const prefix = clinic === null ? draw(random, 2) : await freePrefix({ pool, random }, clinic)
  await inTransaction(pool, async tx => {
    await holdCode(tx, code)
    await tx.query(
      `INSERT INTO enrolment_code (code_hash, kind, for_clinic, device_prefix, expires_at)
         VALUES ($1, $2, $3, $4, to_timestamp($5))`,
      [hashOf(code), what.kind, clinic, prefix, clock() / 1000 + CODE_MINUTES * 60],
    )
  })
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

export type CodeRow = {
  readonly kind: EnrolmentKind
  readonly forClinic: string | null
  readonly devicePrefix: string
  readonly expired: boolean
  readonly usedBy: string | null
}

/** The row of a code, locked until the transaction ends; `undefined` when there is no such code. */
export async function readCode(tx: Tx, code: string, now: number): Promise<CodeRow | undefined> {
  await holdCode(tx, code)
  const { rows } = await tx.query<CodeRow>(
    `SELECT kind, for_clinic AS "forClinic", device_prefix AS "devicePrefix", used_by AS "usedBy",
       expires_at <= to_timestamp($2) AS expired FROM enrolment_code WHERE code_hash = $1 FOR UPDATE`,
    [hashOf(code), now / 1000],
  )
  return rows[0]
}

export async function useCode(tx: Tx, code: string, device: string, now: number): Promise<void> {
  await tx.query('UPDATE enrolment_code SET used_at = to_timestamp($2), used_by = $3 WHERE code_hash = $1', [
    hashOf(code),
    now / 1000,
    device,
  ])
}

/** Row level security shows a code only to who names it. */
const holdCode = (tx: Tx, code: string): Promise<unknown> =>
  tx.query("SELECT set_config('app.code_hash', $1, true)", [hashOf(code)])

const hashOf = (code: string): string => hash('sha256', code, 'hex')

/** Two characters with which no device code of the clinic begins, as long as there are any; `HQ` is headquarters' own. */
async function freePrefix({ pool, random }: Pick<Given, 'pool' | 'random'>, clinic: string): Promise<string> {
  const { rows } = await inClinic(pool, clinic, tx =>
    tx.query<{ prefix: string }>('SELECT DISTINCT left(device_code, 2) AS prefix FROM device WHERE clinic_id = $1', [
      clinic,
    ]),
  )
  const taken = new Set(['HQ', ...rows.map(row => row.prefix)])
  const all = [...deviceCodeAlphabet].flatMap(first => [...deviceCodeAlphabet].map(second => first + second))
  const free = all.filter(prefix => !taken.has(prefix))
  return pick(random, free.length === 0 ? all : free)
}

const draw = (random: Given['random'], length: number): string =>
  Array.from({ length }, () => pick(random, [...deviceCodeAlphabet])).join('')

/** Every choice is equally likely: draws beyond the last whole multiple are thrown away. */
function pick(random: Given['random'], choices: readonly string[]): string {
  const limit = Math.floor(0x10000 / choices.length) * choices.length
  for (;;) {
    const [high = 0, low = 0] = random(2)
    const drawn = high * 256 + low
    const chosen = drawn < limit ? choices[drawn % choices.length] : undefined
    if (chosen !== undefined) return chosen
  }
}
