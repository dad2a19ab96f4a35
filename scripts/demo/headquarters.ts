import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../start/root.ts'
import { sentenceIn } from '../start/program.ts'

export type Headquarters = {
  readonly address: string
  /** A code with which a PC brings its clinic, or joins one. */
  code(clinic: string | undefined): Promise<string>
  readonly ended: Promise<number | null>
  end(): Promise<void>
}

const program = join(root, 'hq/main.ts')

/** A PostgreSQL that hangs at its end is left behind after so long. Milliseconds. */
const GRACE_MS = 20_000

/** Headquarters with a PostgreSQL of its own in `folder`; what it logs goes to `hq.log` there. Throws with a sentence. */
export async function startHeadquarters(folder: string, port: number, stop: AbortSignal): Promise<Headquarters> {
  const env = { ...process.env, CARESYNC_HQ_DATA: folder, PORT: String(port) }
  const log = openSync(join(folder, 'hq.log'), 'a')
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', log, 'pipe', 'ipc'] })
  const ended = new Promise<number | null>(resolve => {
    child.on('error', () => resolve(1))
    child.on('exit', resolve)
  })
  const end = async (): Promise<void> => {
    if (child.connected) child.disconnect()
    const insist = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    await ended
    clearTimeout(insist)
  }
  stop.addEventListener('abort', () => void end())
  const told: string[] = []
  const serving = new Promise<string>(resolve => {
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', line => {
      told.push(line)
      const address = /^Headquarters serves at (\S+)$/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  const address = await Promise.race([serving, ended.then(() => undefined)])
  if (address === undefined) throw new Error(sentenceIn(told) || 'Headquarters ended before it could serve.')
  const code = async (clinic: string | undefined): Promise<string> => {
    const args = clinic === undefined ? ['code', '--bring'] : ['code', '--clinic', clinic]
    const [first = ''] = await linesOf([program, ...args], env)
    return first
  }
  return { address, code, ended, end }
}

/** What a program prints. Throws with its last words when it fails. */
function linesOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { out: '', fault: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.fault += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) resolve(printed.out.split('\n'))
      else reject(new Error(sentenceIn(printed.fault.trim().split('\n'))))
    })
  })
}
