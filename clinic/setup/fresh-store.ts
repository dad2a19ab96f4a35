import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { deviceCodeAlphabet } from '../../domain/numbers.ts'
import { writeRecoveryKey } from '../../domain/recovery-key.ts'
import { makeIds } from '../../db/ids.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { createStore } from '../../db/store.ts'
import type { Store } from '../../db/types.ts'
import type { Desk, Surroundings } from '../desk.ts'
import { databaseFile, isSetUp } from '../place.ts'

export type Fresh = { readonly store: OpenStore; readonly recoveryKey: string }

/** What headquarters say of a PC that joins; a clinic that begins here draws both. */
type Given = { readonly clinicId: string; readonly devicePrefix: string }

/**
 * A new database with a key of its own. The key is kept before the database is made: a crash between leaves a key without
 * a database, never a database that nobody can open.
 */
export async function freshStore(desk: Desk, given?: Given): Promise<Outcome<Fresh>> {
  const free = clearPlace(desk)
  if (!free.ok) return free
  const key = Buffer.from(desk.random(32)).toString('hex')
  await desk.keyStore.save(key)
  const made = createStore({
    file: databaseFile(desk.dataFolder),
    key,
    clock: desk.clock,
    random: desk.random,
    clinicId: given?.clinicId ?? makeIds(desk.clock, desk.random)(),
    deviceCode: drawDeviceCode(desk, given?.devicePrefix ?? ''),
  })
  return made.ok ? ok({ store: made.value, recoveryKey: writeRecoveryKey(key) }) : made
}

/** Refuses where a clinic is. What a first run left that broke off is put away: nobody could ever sign in to it. */
export function clearPlace(desk: Desk): Outcome<null> {
  if (desk.place.phase === 'stopped' || isSetUp(desk)) return refuse('already-set-up')
  if (desk.place.phase === 'open') dropStore(desk, desk.place.store)
  return ok(null)
}

/** Closes a database that was never finished, and removes it with the files beside it. */
export function dropStore(desk: Desk, store: Store): void {
  store.close()
  desk.place = { phase: 'empty' }
  const name = basename(store.file)
  for (const file of readdirSync(dirname(store.file)))
    if (file === name || file.startsWith(`${name}-`) || file === `${name}.seal`)
      rmSync(join(dirname(store.file), file), { force: true })
}

/** Without headquarters all four characters are drawn; bytes that would favour some characters are drawn again. */
function drawDeviceCode({ random }: Pick<Surroundings, 'random'>, prefix: string): string {
  const fair = 256 - (256 % deviceCodeAlphabet.length)
  let code = prefix
  while (code.length < 4) {
    const [byte = 255] = random(1)
    if (byte < fair) code += deviceCodeAlphabet[byte % deviceCodeAlphabet.length] ?? ''
  }
  return code
}
