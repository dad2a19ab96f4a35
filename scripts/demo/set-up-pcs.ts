import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { createClinic, type Clinic } from '../../clinic/clinic.ts'
import { lockFolder } from '../../clinic/folder-lock.ts'
import { keyFile } from '../../clinic/host/key-file.ts'
import { fileLog } from '../../clinic/log.ts'
import { samplePin } from '../../clinic/setup/sample-clinic.ts'
import type { Contract, Output, ProcedureName } from '../../domain/contract/contract.ts'
import { fill } from './fill.ts'
import type { Headquarters } from './headquarters.ts'

type Pc = {
  readonly clinic: Clinic
  call<N extends ProcedureName>(name: N, input: z.input<Contract[N]['input']>): Promise<Output<N>>
  close(): Promise<void>
}

/** Which people of the sample clinic may sign in, on both PCs. */
export type Person = { readonly name: string; readonly roles: readonly string[] }

/**
 * Makes the sample clinic on the first PC, has it bring it to headquarters, and lets the second one join. On folders that
 * were made before nothing is done. Throws with a sentence when something is refused.
 */
export async function setUpPcs(
  folders: readonly [string, string],
  hq: Headquarters,
  version: string,
  say: (line: string) => void,
): Promise<readonly Person[]> {
  const first = await openPc(folders[0], version)
  const second = await openPc(folders[1], version)
  try {
    if ((await first.call('app.state', {})).phase === 'first-run') {
      say('Making a sample clinic on the first PC …')
      await first.call('setup.sampleClinic', { intent: randomUUID(), language: 'en' })
    }
    const admin = await signInAdmin(first)
    const { address } = await first.call('sync.status', {})
    if (address === null) {
      say('The first PC brings its clinic to headquarters …')
      await first.call('hq.bring', { intent: randomUUID(), address: hq.address, code: await hq.code(undefined) })
    }
    await allSent(first)
    if ((await second.call('app.state', {})).phase === 'first-run') {
      say('The second PC joins the clinic …')
      const { clinic } = await first.call('app.state', {})
      const code = await hq.code(clinic?.id ?? '')
      await second.call('hq.join', { intent: randomUUID(), address: hq.address, code, deviceName: 'Desk 2' })
      await second.call('hq.firstPin', { code, userId: admin, newPin: samplePin })
    }
    return await givePins(second)
  } finally {
    await first.close()
    await second.close()
  }
}

async function openPc(dataFolder: string, version: string): Promise<Pc> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(dataFolder)
  if (!lock) throw new Error(`Another CareSync has ${dataFolder} open. Close it, then start again.`)
  const clock = (): number => Date.now()
  const clinic = await createClinic({
    dataFolder, version, clock, random: randomBytes, host: 'browser', keyStore: keyFile(dataFolder),
    log: fileLog(join(dataFolder, 'logs'), clock),
  }) // prettier-ignore
  return {
    clinic,
    async call(name, input) {
      const outcome = await clinic.call(name, input, 'demo')
      if (!outcome.ok) throw new Error(`${name}: ${fill(outcome)}`)
      return outcome.value as Output<typeof name>
    },
    async close() {
      await clinic.close()
      lock.release()
    },
  }
}

/** The id of the administrator who is signed in now. */
async function signInAdmin(pc: Pc): Promise<string> {
  const { users } = await pc.call('session.tiles', {})
  const admin = users.find(user => user.roles.includes('admin'))
  if (admin === undefined) throw new Error('The sample clinic has no administrator.')
  await pc.call('session.signIn', { userId: admin.id, secret: { pin: samplePin } })
  return admin.id
}

/** Everybody on the second PC has the PIN of the sample. */
async function givePins(second: Pc): Promise<readonly Person[]> {
  await signInAdmin(second)
  const { users } = await second.call('session.tiles', {})
  for (const { id, hasPin } of users) {
    if (!hasPin) await second.call('users.resetPin', { userId: id, newPin: samplePin, ownPin: samplePin })
  }
  return users.map(({ displayName, roles }) => ({ name: displayName, roles }))
}

/** Until headquarters hold everything that this PC has. */
function allSent({ clinic, call }: Pc): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const { sync } = await call('app.state', {})
      if (sync.state !== 'all-sent') return
      stop()
      resolve()
    }
    const stop = clinic.on(() => void look().catch(reject))
    look().catch(reject)
  })
}
