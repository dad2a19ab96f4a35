/** `npm start`: builds what is stale, then opens CareSync by the best way that this machine allows. */
import { resolve } from 'node:path'
import { buildWhatIsStale } from './build.ts'
import { checkStart, type Checked } from './check.ts'
import { openAddress } from './open-address.ts'
import { readOptions, usage, type StartOptions } from './options.ts'
import { browserWay, desktop, type Way } from './ways.ts'

const say = (line: string): void => console.log(line)

/** Ctrl+C, or whoever started this, ends whatever runs here then: a build, a download, CareSync. */
const stopping = new AbortController()
const stop = stopping.signal
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort())

/** What a shell is told of a program that was ended by Ctrl+C. */
const ENDED_BEFORE = 130

type Chosen = { readonly way: Way; /** Why it is not the desktop. */ readonly because?: string }

async function chooseWay(options: StartOptions, tell: (line: string) => void): Promise<Chosen> {
  if (options.browser) return { way: browserWay }
  const found = await desktop(tell, stop)
  return 'start' in found ? { way: found } : { way: browserWay, because: found.missing }
}

async function check(options: StartOptions): Promise<number> {
  // One line is all that a check prints.
  const { way, because } = await chooseWay(options, () => undefined)
  const checked = await checkStart(way, stop)
  if (!checked.ok && way.name === 'desktop' && mayGiveWay() && !stop.aborted)
    return report(await checkStart(browserWay, stop), browserWay, checked.sentence)
  return report(checked, way, because)
}

function report(checked: Checked, way: Way, because: string | undefined): number {
  if (stop.aborted) return ENDED_BEFORE
  if (checked.ok) {
    say(
      `CareSync starts: ${way.name}, ${checked.milliseconds} ms${because === undefined ? '' : ` (no desktop window: ${because})`}`,
    )
    return 0
  }
  console.error(`CareSync does not start: ${checked.sentence}`)
  return 1
}

/** A desktop that was chosen by hand has to start; else the browser host is a way of this machine too. */
const mayGiveWay = (): boolean => !process.env['ELECTRON_OVERRIDE_DIST_PATH']

const inTheBrowser = (because: string): void =>
  say(`The desktop window cannot open (${because}); CareSync opens in the browser instead.`)

async function run(way: Way, options: StartOptions): Promise<number> {
  const program = way.start(options.data === undefined ? undefined : resolve(options.data), stop)
  const said = await program.firstWord
  if (way.name === 'desktop') {
    if (said.word !== 'ended' || said.status === 0 || stop.aborted) return (await program.ended) ?? 0
    inTheBrowser('Electron ended at once')
    return run(browserWay, options)
  }
  if (said.word === 'ended') {
    if (stop.aborted) return ENDED_BEFORE
    console.error(said.sentence || 'CareSync ended before it could open.')
    return 1
  }
  if (said.word === 'silent') {
    console.error('CareSync did not answer in a minute.')
    await program.end()
    return 1
  }
  const where = said.word === 'running' ? 'CareSync already runs with this data folder, at' : 'CareSync is open at'
  say(`${where} ${said.address}`)
  say(`The address works once, for 5 minutes.${said.word === 'ready' ? ' Ctrl+C ends CareSync.' : ''}`)
  await openAddress(said.address)
  return (await program.ended) ?? 0
}

async function start(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (!options) {
    console.error(`This is not understood. Use: ${usage}`)
    return 1
  }
  const fault = await buildWhatIsStale({ say: options.check ? () => undefined : say, stop })
  if (stop.aborted) return ENDED_BEFORE
  if (fault !== undefined) {
    console.error(fault)
    return 1
  }
  if (options.check) return check(options)
  const { way, because } = await chooseWay(options, say)
  if (stop.aborted) return ENDED_BEFORE
  if (because !== undefined) inTheBrowser(because)
  return run(way, options)
}

try {
  process.exitCode = await start()
} catch (fault) {
  console.error(`CareSync could not start: ${fault instanceof Error ? fault.message : 'unknown fault'}`)
  process.exitCode = 1
}
