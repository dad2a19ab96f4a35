/**
 * The screens as a person meets them: `npm run bench:ui -- [--size demo|clinic|large] [--data DIR] [--json]`. The start until
 * somebody can work, the echo of a key, search on screen, and the keys of the two commonest errands.
 *
 * Runs on the stand-in unless CARESYNC_REAL_ELECTRON=1. Frames are made as soon as they are ready instead of at the beat of
 * a display, so that the figure is the program's own cost and not the wait for the next beat.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { _electron, expect, type Page } from '@playwright/test'
import { told, usable } from '../e2e/clinic/application.ts'
import buildApplication, { applicationFolder } from '../e2e/clinic/build.ts'
import { atWork, people, phoneField, signIn } from '../e2e/clinic/counter.ts'
import { cashBillByKeys, Keyboard, walkInByKeys } from '../e2e/clinic/keyboard.ts'
import { below, median, percentile, printFigures, type Figure } from './measure.ts'
import { isSize, makeSample, openToDesktop } from './ui-pc.ts'
import { measureStart } from './ui-start.ts'
import { searchOnScreen, takeFrames, watchKeys } from './ui-typing.ts'

const STARTS = 5
/** One window with one empty page: what of `usable_ms` is Electron's, or the stand-in's, own. */
const BLANK_APPLICATION = join(import.meta.dirname, 'blank-application')
const SEARCHES = 60
/** No wait for a display's beat. */
const FREE_RUNNING = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'demo' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
if (!isSize(values.size)) throw new Error(`no such size: ${values.size}`)
if (process.env['CARESYNC_REAL_ELECTRON'] !== '1')
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= resolve(import.meta.dirname, '../electron-stand-in')

const folder = mkdtempSync(join(tmpdir(), 'caresync-bench-ui-'))
let removeApplication: (() => void) | undefined
try {
  removeApplication = await buildApplication()
  const data = values.data === undefined ? join(folder, 'data') : resolve(values.data)
  if (values.data === undefined) await makeSample(data, values.size)
  openToDesktop(data)
  printFigures(await run(data), values.json)
} finally {
  removeApplication?.()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function run(data: string): Promise<readonly Figure[]> {
  const [printer, temporary] = ['printer', 'tmp'].map(name => join(folder, name)) as [string, string]
  for (const each of [printer, temporary]) mkdirSync(each, { recursive: true })
  const environment = {
    ...(process.env as Record<string, string>),
    CARESYNC_DATA: data,
    ELECTRON_STAND_IN_PRINTER: printer,
    TMPDIR: temporary,
  }
  const starts: number[] = []
  const blank: number[] = []
  for (let start = 0; start < STARTS; start++) {
    starts.push(await measureStart(applicationFolder(), environment))
    blank.push(await measureStart(BLANK_APPLICATION, environment))
  }
  const electron = await _electron.launch({ args: [...FREE_RUNNING, applicationFolder()], env: environment })
  try {
    const page = await usable(await electron.firstWindow())
    await signIn(page, people.cashier)
    await atWork(page, people.cashier)
    const { patients, phone } = await somePeople(page)
    await watchKeys(page)
    const keystrokes = [...(await typeInWalkIn(page, phone)), ...(await typeInSearch(page))]
    const searches: number[] = []
    for (const query of queriesOf(patients)) searches.push(await searchOnScreen(page, query))
    const keys = new Keyboard(page)
    await walkInByKeys(page, keys, phone, 1)
    const walkIn = keys.counted().length
    await cashBillByKeys(page, keys)
    const cashBill = keys.counted().length
    return [
      below('usable_ms', median(starts), 1500),
      { name: 'blank_window_ms', value: Math.round(median(blank)) },
      below('keystroke_ms', percentile(keystrokes, 0.95), 16),
      { name: 'keystroke_p50_ms', value: Number(median(keystrokes).toFixed(2)) },
      below('search_screen_p95_ms', percentile(searches, 0.95), 100),
      { name: 'search_screen_p50_ms', value: Number(median(searches).toFixed(2)) },
      atMost('walk_in_keys', walkIn, 8),
      atMost('cash_bill_keys', cashBill, 5),
    ]
  } finally {
    await electron.close()
  }
}

type Known = { readonly name: string; readonly phone: string; readonly mrn: string }

/** Patients from all over the list, and a phone whose first patient has no token today. */
async function somePeople(page: Page): Promise<{ readonly patients: readonly Known[]; readonly phone: string }> {
  const { total } = await told(page, 'patients.list', { text: '', offset: 0, limit: 1 })
  const patients: Known[] = []
  for (let at = 0; at < SEARCHES; at++) {
    const offset = Math.floor((at * total) / SEARCHES)
    const found = await told(page, 'patients.list', { text: '', offset, limit: 1 })
    const { name = '', phone = null, mrn = '' } = found.patients[0] ?? {}
    patients.push({ name, phone: (phone ?? '').slice(-10), mrn })
  }
  const board = await told(page, 'queue.board', {})
  const here = new Set(board.columns.flatMap(({ waiting, serving }) => [serving?.patientId, ...waiting.map(line => line.patientId)])) // prettier-ignore
  for (const { phone } of patients.filter(({ phone }) => phone !== '')) {
    const family = await told(page, 'patients.family', { phone })
    if (family.patients[0] && !here.has(family.patients[0].id)) return { patients, phone }
  }
  throw new Error('everybody waits already: no patient is left for the walk-in')
}

/** As people search: the beginning of a name, a whole name, the end of a phone, an MRN. */
function queriesOf(patients: readonly Known[]): readonly string[] {
  return patients.map(({ name, phone, mrn }, at) => {
    const words = name.split(' ')
    const kinds = [words[0]?.slice(0, 4), name, phone.slice(-5), words.at(-1), phone, mrn]
    return kinds[at % kinds.length] || name
  })
}

function atMost(name: string, value: number, limit: number): Figure {
  return { name, value, target: `<= ${limit}`, met: value <= limit }
}

async function typeInWalkIn(page: Page, phone: string): Promise<readonly number[]> {
  await takeFrames(page)
  for (let round = 0; round < 5; round++) {
    await page.keyboard.press('F2')
    await expect(phoneField(page)).toBeFocused()
    await page.keyboard.type(round % 2 === 0 ? phone.slice(0, 9) : 'Suresh Desh', { delay: 30 })
    await phoneField(page).fill('')
  }
  await page.keyboard.press('F2')
  await page.keyboard.type('9811100000')
  await expect(page.getByLabel('Age or date of birth')).toBeVisible()
  await page.keyboard.type('Sarala Vishwanath Phule', { delay: 30 })
  const frames = await takeFrames(page)
  await page.keyboard.press('Escape')
  await phoneField(page).fill('')
  return frames
}

async function typeInSearch(page: Page): Promise<readonly number[]> {
  await page.keyboard.press('Control+k')
  for (const query of ['Rukmini', 'deshpande', '98220', 'kulkarni']) {
    await page.keyboard.press('Control+a')
    await page.keyboard.type(query, { delay: 30 })
  }
  const frames = await takeFrames(page)
  await page.keyboard.press('Escape')
  return frames
}
