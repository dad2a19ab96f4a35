import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const note = z.strictObject({ port: z.int().min(1).max(65_535), secret: z.string().min(32) })
type Note = z.output<typeof note>

const pathIn = (dataFolder: string) => join(dataFolder, 'host.json')

/** Leaves word where the host answers, for a second start by the same person. */
export async function leaveNote(dataFolder: string, port: number, secret: string): Promise<void> {
  const fresh = `${pathIn(dataFolder)}.new`
  await writeFile(fresh, JSON.stringify({ port, secret } satisfies Note), { mode: 0o600 })
  await rename(fresh, pathIn(dataFolder))
}

export const removeNote = (dataFolder: string): Promise<void> => rm(pathIn(dataFolder), { force: true })

/**
 * A fresh address from the host that has this data folder, which may be just starting or just ending; undefined when none
 * answers within `patienceMs`.
 */
export async function addressOfRunning(dataFolder: string, patienceMs: number): Promise<string | undefined> {
  const until = Date.now() + patienceMs
  for (;;) {
    const address = await ask(await readNote(dataFolder))
    if (address !== undefined || Date.now() >= until) return address
    await wait(100)
  }
}

async function readNote(dataFolder: string): Promise<Note | undefined> {
  try {
    return note.safeParse(JSON.parse(await readFile(pathIn(dataFolder), 'utf8'))).data
  } catch {
    // Not there yet, or gone: the caller asks again until its patience ends.
    return undefined
  }
}

async function ask(left: Note | undefined): Promise<string | undefined> {
  if (!left) return undefined
  try {
    const response = await fetch(`http://127.0.0.1:${left.port}/control/address`, {
      method: 'POST',
      headers: { authorization: `Bearer ${left.secret}` },
      signal: AbortSignal.timeout(2000),
    })
    return response.ok ? z.strictObject({ address: z.url() }).parse(await response.json()).address : undefined
  } catch {
    return undefined
  }
}
