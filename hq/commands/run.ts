/** What an operator does at the machine of headquarters. Each answers with the lines to print. */
import { assertNever } from '../../domain/errors.ts'
import { listDevices, revoke } from '../devices/devices.ts'
import { CODE_MINUTES, giveCode } from '../devices/enrolment-code.ts'
import type { OpenPlatform } from '../open-platform.ts'
import { inClinic } from '../postgres/pool.ts'
import { listClinics } from './clinics.ts'
import type { Command } from './usage.ts'

export async function runCommand(
  { platform, open }: OpenPlatform,
  command: Exclude<Command, { readonly does: 'serve' }>,
): Promise<readonly string[]> {
  const { pool } = platform
  switch (command.does) {
    case 'clinics': {
      const clinics = await listClinics(open('job', 1))
      return clinics.map(({ clinic, displayName, city }) => [clinic, displayName || '(not told yet)', city].join('  '))
    }
    case 'code': {
      if (!(await isClinic(platform, command.clinic))) throw new Error(`There is no clinic ${command.clinic} here.`)
      return codeLines(await giveCode(platform, { kind: 'join', clinic: command.clinic }))
    }
    case 'code --bring':
      return codeLines(await giveCode(platform, { kind: 'bring' }))
    case 'devices': {
      const clinics = await listClinics(open('job', 1))
      const lists = await Promise.all(clinics.map(({ clinic }) => listDevices(pool, clinic)))
      return lists.flat().map(each => {
        const state =
          each.revokedAt === null ? `last seen ${instant(each.lastSeenAt)}` : `revoked ${instant(each.revokedAt)}`
        const kinship = each.introducedBy === null ? [] : [`heir of ${each.introducedBy}`]
        return [each.clinic, each.device, each.deviceCode, each.deviceName, ...kinship, state].join('  ')
      })
    }
    case 'revoke': {
      const revoked = await revoke(platform, command)
      if (revoked.length > 0) return revoked.map(device => `${device} is locked out.`)
      throw new Error(`There is no such device in this clinic, or it is locked out already.`)
    }
    default:
      return assertNever(command)
  }
}

const codeLines = (code: string): readonly string[] => [code, `It works once, for ${CODE_MINUTES} minutes.`]

const instant = (at: Date | null): string => (at === null ? 'never' : at.toISOString())

const isClinic = ({ pool }: OpenPlatform['platform'], clinic: string): Promise<boolean> =>
  inClinic(
    pool,
    clinic,
    async tx => (await tx.query('SELECT 1 FROM clinic WHERE clinic_id = $1', [clinic])).rowCount === 1,
  )
