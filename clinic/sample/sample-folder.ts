import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { ok, refuse, type Outcome } from '../../domain/errors.ts'
import { createStore } from '../../db/store.ts'
import { keyFile } from '../host/key-file.ts'
import { databaseFile } from '../place.ts'
import { samplePin } from '../setup/sample-clinic.ts'
import { putPin, verifierOf } from '../session/secrets.ts'
import { generateSample, type Sample, type SampleOptions } from './generate-sample.ts'
import { seeded } from './random.ts'
import { sampleId } from './sample-ids.ts'

/** The code of the sample's PC, as the documentation shows it. */
const deviceCode = 'A1K7'

/**
 * A data folder with a sample clinic of any size, as the browser host opens it. Refuses with `already-set-up` where a
 * clinic is.
 */
export async function makeSampleFolder(dataFolder: string, options: SampleOptions): Promise<Outcome<Sample>> {
  if (existsSync(databaseFile(dataFolder))) return refuse('already-set-up')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const key = randomBytes(32).toString('hex')
  await keyFile(dataFolder).save(key)
  const created = createStore({
    file: databaseFile(dataFolder),
    key,
    deviceCode,
    clinicId: sampleId(seeded(options.seed, 'clinic'), Date.parse(options.now)),
    clock: () => Date.now(),
    random: randomBytes,
  })
  if (!created.ok) return created
  const store = created.value
  try {
    const sample = await generateSample(store, options)
    if (!sample.ok) return sample
    const verifier = await verifierOf(samplePin)
    const kept = store.local(tx => {
      for (const { id } of sample.value.users) putPin(tx, id, verifier)
      return null
    })
    return kept.ok ? ok(sample.value) : kept
  } finally {
    store.close()
  }
}
