/**
 * `npm run demo`: headquarters with a PostgreSQL of its own and two PCs of one sample clinic, all on this machine. What is
 * made stays in `.data/demo`, and is there again the next time; `-- --fresh` begins anew. Ctrl+C ends everything.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startHeadquarters } from './demo/headquarters.ts'
import { setUpPcs } from './demo/set-up-pcs.ts'
import { buildWhatIsStale } from './start/build.ts'
import { startProgram, type Program } from './start/program.ts'
import { root } from './start/root.ts'
import { samplePin } from '../clinic/setup/sample-clinic.ts'

const usage = 'npm run demo [-- --fresh] [-- --folder FOLDER] [-- --port NUMBER]'
const say = (line: string): void => console.log(line)

const stopping = new AbortController()
const stop = stopping.signal
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort())
if (process.connected) process.on('disconnect', () => stopping.abort())

type Options = {
  readonly fresh: boolean
  readonly folder: string
  /** Of headquarters; the PCs have the next two. */ readonly port: number
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: { fresh: { type: 'boolean' }, folder: { type: 'string' }, port: { type: 'string' } },
    })
    const port = Number(values.port ?? 4600)
    if (!Number.isInteger(port) || port < 1024 || port > 65_533) return undefined
    return { fresh: values.fresh ?? false, folder: values.folder ?? join(root, '.data/demo'), port }
  } catch {
    return undefined
  }
}

function startPc(folder: string, port: number): Program {
  return startProgram(process.execPath, [join(root, 'clinic/host/main.ts')], {
    cwd: root,
    env: { ...process.env, CARESYNC_DATA: folder, CARESYNC_PORT: String(port) },
    patienceMs: 60_000,
    channel: true,
    stop,
  })
}

async function demo({ fresh, folder, port }: Options): Promise<number> {
  const fault = await buildWhatIsStale({ say, stop })
  if (fault !== undefined) throw new Error(fault)
  if (fresh) rmSync(folder, { recursive: true, force: true })
  const hqFolder = join(folder, 'hq')
  const folders = [join(folder, 'pc-1'), join(folder, 'pc-2')] as const
  mkdirSync(hqFolder, { recursive: true })
  say('Starting headquarters …')
  const hq = await startHeadquarters(hqFolder, port, stop)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }
  try {
    const people = await setUpPcs(folders, hq, version, say)
    const pcs = folders.map((each, index) => startPc(each, port + 1 + index))
    for (const [index, pc] of pcs.entries()) {
      const said = await pc.firstWord
      if (said.word !== 'ready') throw new Error(said.word === 'ended' ? said.sentence : 'A PC did not open.')
      say(`PC ${index + 1}          ${said.address}`)
    }
    say(`Headquarters  ${hq.address}`)
    say(`Sign in with PIN ${samplePin} as ${people.map(({ name }) => name).join(', ')}.`)
    say('Each address of a PC works once, for 5 minutes. Ctrl+C ends everything.')
    await Promise.race([hq.ended, ...pcs.map(pc => pc.ended)])
    await Promise.all(pcs.map(pc => pc.end()))
    return stop.aborted ? 0 : 1
  } finally {
    await hq.end()
  }
}

const options = readOptions()
try {
  if (options === undefined) throw new Error(`This is not understood. Use: ${usage}`)
  process.exitCode = await demo(options)
} catch (error) {
  if (!stop.aborted) {
    console.error(error instanceof Error ? error.message : 'The demo could not start.')
    process.exitCode = 1
  }
}
