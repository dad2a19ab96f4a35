/** `fill-and-die.ts FILE KEY rows|indexes`: makes a store, fills it, and is killed among the rows or among the indexes. */
import { bulkLoad } from '../../../db/bulk-load.ts'
import { makeIds } from '../../../db/ids.ts'
import { randomFrom } from '../../../db/node-crypto.ts'
import { createStore } from '../../../db/store.ts'
import { patientSteps } from './patient-steps.ts'

const [file = '', key = '', when = ''] = process.argv.slice(2)
const newId = makeIds(Date.now, randomFrom)
const created = createStore({
  file,
  key,
  clinicId: newId(),
  deviceCode: 'A1K7',
  clock: Date.now,
  random: randomFrom,
  machine: 'desk-1',
})
if (!created.ok) throw new Error(created.code)

const die = (): void => {
  process.kill(process.pid, 'SIGKILL')
}
const dieAfter = (parts: number): void => {
  if (parts === 0) die()
  else setImmediate(() => dieAfter(parts - 1))
}
const onProgress = (done: number): void => {
  if (when === 'rows' && done === 40) die()
  if (when === 'indexes' && done === 60) dieAfter(4)
}
await bulkLoad(created.value, patientSteps(newId, 60), { batch: 20, fills: true, onProgress })
