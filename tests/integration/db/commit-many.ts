/** Run under a system-call trace: `commit-many.ts FILE COUNT` makes a store and says where the commits begin and end. */
import { writeSync } from 'node:fs'
import { makeIds } from '../../../db/ids.ts'
import { randomFrom } from '../../../db/node-crypto.ts'
import { createStore } from '../../../db/store.ts'
import { ok } from '../../../domain/errors.ts'
import { patient } from '../../../domain/tables/people.ts'

const [file = '', count = '0'] = process.argv.slice(2)
const newId = makeIds(Date.now, randomFrom)
const created = createStore({
  file,
  key: Buffer.from(randomFrom(32)).toString('hex'),
  clinicId: newId(),
  deviceCode: 'A1K7',
  clock: Date.now,
  random: randomFrom,
})
if (!created.ok) throw new Error(created.code)
const store = created.value
const actor = newId()

writeSync(1, 'COMMITS BEGIN\n')
for (let step = 0; step < Number(count); step += 1) {
  const done = store.commit({ actor, intent: newId() }, tx => {
    tx.set(patient, tx.newId(), 'name', { name: `Patient ${step}`, nativeName: '' }, [])
    return ok(step)
  })
  if (!done.ok) throw new Error(done.code)
  writeSync(1, 'ACKNOWLEDGED\n')
}
writeSync(1, 'COMMITS END\n')
store.close()
