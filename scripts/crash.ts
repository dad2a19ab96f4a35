/**
 * `npm run crash -- --rounds 200 [--seed N]`: a writer is killed with SIGKILL at random points; after each kill the store
 * must open, pass its integrity check and hold every acknowledged commit whole, its numbers without a gap and its chain
 * unbroken. Exits with 1 on the first violation.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { randomFrom } from '../db/node-crypto.ts'
import { createStore } from '../db/store.ts'
import { inspect, type Acknowledged } from './crash/inspect.ts'
import { seededRandom } from './crash/seeded-random.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } })
const rounds = Number(values.rounds ?? 200)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run crash -- --rounds 200 [--seed N], both whole numbers.')
  process.exit(2)
}

/** An opening takes longer than a commit: the delay is stretched over it. */
const WHILE_OPENING = 30

const folder = mkdtempSync(path.join(tmpdir(), 'caresync-crash-'))
const file = path.join(folder, 'clinic.db')
const key = Buffer.from(randomFrom(32)).toString('hex')
const actor = '01935c2e-0000-7000-8000-000000000001'
const random = seededRandom(seed)

/**
 * Runs one writer until it has acknowledged `commits`, waits `delayMs` more, and kills it in whatever it is doing. With no
 * commits to wait for it is killed from its start on, which is often while it opens the store.
 */
function killedWriter(round: number, commits: number, delayMs: number): Promise<readonly Acknowledged[]> {
  const script = path.join(import.meta.dirname, 'crash/writer.ts')
  const child = spawn(process.execPath, [script, file, key, actor, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    const lines: string[] = []
    let rest = ''
    const kill = () => child.kill('SIGKILL')
    let timer = commits === 0 ? setTimeout(kill, delayMs * WHILE_OPENING) : undefined
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
      if (lines.length >= commits) timer ??= setTimeout(kill, delayMs)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself with ${String(code)}`))
      else resolve(lines.map(line => JSON.parse(line) as Acknowledged))
    })
  })
}

const created = createStore({
  file,
  key,
  clinicId: '01935c2e-0000-7000-8000-000000000002',
  deviceCode: 'A1K7',
  clock: Date.now,
  random: randomFrom,
})
if (!created.ok) throw new Error(`the store was not made: ${created.code}`)
const { deviceId } = created.value
created.value.close()

console.log(`seed ${seed}, ${rounds} rounds`)
const acknowledged: Acknowledged[] = []
const since = Date.now()
for (let round = 1; round <= rounds; round += 1) {
  acknowledged.push(...(await killedWriter(round, random(40), random(12))))
  const faults = await inspect(file, key, deviceId, acknowledged)
  if (faults.length > 0) {
    console.error(`round ${round}, seed ${seed}: the store is kept at ${folder}`)
    for (const fault of faults.slice(0, 20)) console.error(`  ${fault}`)
    process.exit(1)
  }
  if (round % 20 === 0) {
    console.log(`${round} kills, ${acknowledged.length} acknowledged commits, ${Date.now() - since} ms: nothing lost`)
  }
}
rmSync(folder, { recursive: true, force: true })
console.log(`${rounds} kills, ${acknowledged.length} acknowledged commits, 0 violations`)
