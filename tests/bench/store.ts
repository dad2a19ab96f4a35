/**
 * The store of one PC: `npm run bench:store -- [--size demo|clinic|large] [--seed N] [--json]`. Durable commits, search,
 * the fold against plain inserts of the same rows, opening, booking while a big apply runs, and memory.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bulkLoad } from '../../db/bulk-load.ts'
import { openStore } from '../../db/store.ts'
import { atLeast, below, median, percentile, printFigures, rounded, timed, type Figure } from './measure.ts'
import { past } from './mixture.ts'
import { indexesTo, progressTo } from '../../scripts/sample/progress.ts'
import { measureBooking } from './store-booking.ts'
import { measureFold } from './store-fold.ts'
import { foreignPages, howTo, newStore, valueOf } from './store-fixture.ts'
import { measureCommits, measureSearches } from './store-work.ts'
import { measureMemory } from './store-memory.ts'

const sizes = {
  demo: { patients: 500, bills: 1000, fold: 4000, foreign: 4550 },
  clinic: { patients: 5000, bills: 20_000, fold: 20_000, foreign: 45_500 },
  large: { patients: 200_000, bills: 1_000_000, fold: 40_000, foreign: 45_500 },
} as const

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'clinic' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const size = Object.entries(sizes).find(([name]) => name === values.size)?.[1]
if (size === undefined) throw new Error(`no such size: ${values.size}`)
const seed = Number(values.seed)

const folder = mkdtempSync(join(tmpdir(), 'caresync-bench-'))
try {
  printFigures(await run(folder), values.json)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function run(inFolder: string): Promise<readonly Figure[]> {
  if (size === undefined) return []
  const fold = await measureFold(inFolder, size.fold, seed)
  const file = join(inFolder, 'clinic.db')
  const store = newStore(file, 'A1K7')
  // Standard output is for the figures: a program may read its last line.
  const onProgress = progressTo(size.patients + size.bills, process.stderr, () => performance.now())
  const onIndexes = indexesTo(process.stderr)
  const steps = past(store, size.patients, size.bills, seed)
  const loadMs = await timed(async () => valueOf(await bulkLoad(store, steps, { fills: true, onProgress, onIndexes })))
  store.close()
  const opened: number[] = []
  for (let n = 0; n < 5; n++) opened.push(await timed(() => valueOf(openStore(howTo(file))).close()))
  const rss = await measureMemory(file, inFolder)
  const reopened = valueOf(openStore(howTo(file)))
  const searches = measureSearches(reopened, seed)
  const commits = measureCommits(reopened)
  const foreign = await foreignPages(join(inFolder, 'other.db'), reopened, size.foreign, seed + 1)
  const booking = await measureBooking(reopened, foreign)
  const bytes = statSync(file).size
  reopened.close()
  return [
    { name: 'patients', value: size.patients },
    { name: 'invoices', value: size.bills },
    { name: 'load_entries_per_s', value: Math.round(((size.patients + size.bills) / loadMs) * 1000) },
    { name: 'database_mb', value: rounded(bytes / 1e6, 0) },
    { name: 'commit_p50_ms', value: rounded(median(commits)) },
    below('commit_p95_ms', percentile(commits, 0.95), 5),
    { name: 'search_p50_ms', value: rounded(median(searches)) },
    below('search_p95_ms', percentile(searches, 0.95), 20),
    { name: 'plain_rows_per_s', value: Math.round(fold.plain) },
    { name: 'fold_rows_per_s', value: Math.round(fold.fold) },
    atLeast('fold_ratio', fold.ratio, 0.12),
    below('open_ms', median(opened), 500),
    { name: 'booking_apply_rows_per_s', value: Math.round(booking.rowsPerSecond) },
    { name: 'booking_p50_ms', value: rounded(median(booking.samples)) },
    below('booking_p95_ms', percentile(booking.samples, 0.95), 20),
    below('rss_mb', rss, 250),
  ]
}
