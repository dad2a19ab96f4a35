/**
 * The writer that is killed: `writer.ts FILE KEY ACTOR SEED`. It opens the store and commits without an end; after each
 * commit it says on standard output what it promised, with a plain write that does not wait in a buffer.
 */
import { writeSync } from 'node:fs'
import { randomFrom } from '../../db/node-crypto.ts'
import { openStore } from '../../db/store.ts'
import { makeIds } from '../../db/ids.ts'
import { edit, issue, register } from './workload.ts'
import { seededRandom } from './seeded-random.ts'

const [file = '', key = '', actor = '', seed = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const opened = openStore({ file, key, clock: Date.now, random: randomFrom })
if (!opened.ok) throw new Error(`the store did not open: ${opened.code}`)
const store = opened.value
const newIntent = makeIds(Date.now, randomFrom)
const patients = store.read.all<{ id: string }>('SELECT id FROM patient LIMIT 1000').map(row => row.id)

for (let step = 0; ; step += 1) {
  const intent = newIntent()
  const some = patients[random(Math.max(1, patients.length))]
  const draw = random(10)
  const done = store.commit({ actor, intent }, tx => {
    if (some === undefined || draw < 3) return register(tx, `Asha ${seed}-${step}`)
    return draw < 7 ? edit(tx, some, `seen ${seed}-${step}`) : issue(tx, some, 'Crash test')
  })
  if (!done.ok) throw new Error(`a commit was refused: ${done.code}`)
  const promised = done.value.result
  if (promised.kind === 'registered') patients.push(promised.id)
  writeSync(1, `${JSON.stringify({ intent, promised })}\n`)
}
