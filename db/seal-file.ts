/**
 * The seal file beside the database: how far this device's journal went, on which machine, signed. When the database is
 * put back from an old copy, or copied to another PC, the two no longer agree, and the journal must not be gone on with.
 *
 * It is written after every commit, so it is never ahead of what the disk holds. Two slots are written in turn and read
 * by the higher seq: a power cut spoils at most one.
 */
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { canonical } from '../domain/journal/canonical.ts'
import { locate } from '../domain/journal/lineage.ts'
import type { Engine } from './engine.ts'
import { ownBranch } from './door.ts'
import { journalPort } from './journal-port.ts'
import { sha256, verifierOf } from './node-crypto.ts'

const SLOT_BYTES = 1024

const sealed = z.strictObject({
  clinic: z.string(),
  device: z.string(),
  fingerprint: z.string(),
  hash: z.string(),
  keyCheck: z.string(),
  seq: z.int().min(0),
  signature: z.string(),
})
type Sealed = z.output<typeof sealed>

export const sealFileOf = (file: string): string => `${file}.seal`

export type SealFile = {
  /** Writes how far the journal is now. Throws when the disk does not take it. */
  write(): void
  close(): void
}

/** Why a database may not go on with its journal. */
export type Mismatch = 'missing' | 'other-device' | 'other-machine' | 'restored' | 'other-journal'

/** Of a machine that does not tell its id: it is taken for the one that wrote the seal. */
const UNKNOWN = ''

/** The machine and the place of the file on it. `machine` is null when the system does not tell its id now. */
export function fingerprintOf(machine: string | null, file: string): string {
  return machine === null ? UNKNOWN : sha256(`${machine}\n${resolve(file)}`)
}

/** Tells a wrong key from a damaged file without opening the database. */
export function keyCheckOf(key: string): string {
  return sha256(`caresync key check ${key}`).slice(0, 16)
}

export function openSealFile(engine: Engine, now: string, keyCheck: string): SealFile {
  const path = sealFileOf(engine.file)
  const fingerprint = now === UNKNOWN ? (lastSealOf(engine)?.fingerprint ?? UNKNOWN) : now
  const fd = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600)
  let slot = 0
  return {
    write: () => {
      const { clinic, device } = engine.state.self
      const { seq, hash } = ownBranch(engine)
      const said = { clinic, device, fingerprint, hash, keyCheck, seq }
      const text = canonical({ ...said, signature: engine.sign(canonical(said)) })
      writeSync(fd, text.padEnd(SLOT_BYTES - 1) + '\n', slot * SLOT_BYTES)
      slot = 1 - slot
    },
    close: () => closeSync(fd),
  }
}

/** Compares the database with the seal file beside it. */
export function checkSealFile(engine: Engine, fingerprint: string): Mismatch | undefined {
  const own = ownBranch(engine)
  const { self } = engine.state
  const newest = newestSeal(engine)
  if (newest === undefined) return 'missing'
  if (newest.device !== self.device) return 'other-device'
  const isTold = newest.fingerprint !== UNKNOWN && fingerprint !== UNKNOWN
  if (isTold && newest.fingerprint !== fingerprint) return 'other-machine'
  if (newest.seq > own.seq) return 'restored'
  const point = { seq: newest.seq, hash: newest.hash }
  return locate(journalPort(engine), self.device, point) === undefined ? 'other-journal' : undefined
}

/** The newest slot that is whole, and of this device only when it signed it. */
function newestSeal({ file, state: { self } }: Engine): Sealed | undefined {
  return readSealFile(file)
    .filter(each => {
      const { signature, ...said } = each
      return each.device !== self.device || verifierOf(self.publicKey)(canonical(said), signature)
    })
    .sort((a, b) => b.seq - a.seq)[0]
}

/** The newest slot that this very device wrote: what it knew of its machine still holds. */
function lastSealOf(engine: Engine): Sealed | undefined {
  const newest = newestSeal(engine)
  return newest?.device === engine.state.self.device ? newest : undefined
}

/** The readable slots of the seal file of a database, whoever wrote them. */
export function readSealFile(file: string): readonly Sealed[] {
  const path = sealFileOf(file)
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  return text.split('\n').flatMap(line => {
    const read = parseLine(line)
    return read === undefined ? [] : [read]
  })
}

function parseLine(line: string): Sealed | undefined {
  try {
    return sealed.safeParse(JSON.parse(line)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
