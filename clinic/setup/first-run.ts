import type { HandlersOf } from '../handlers-of.ts'
import { onceByIntent } from '../once.ts'
import { newClinic } from './new-clinic.ts'
import { restore } from './restore.ts'
import { sampleClinic } from './sample-clinic.ts'

/** The ways into an empty PC. They share one queue, so that two windows cannot set up two clinics. */
export function firstRunHandlers(): HandlersOf<'setup.newClinic' | 'setup.sampleClinic' | 'setup.restore'> {
  const once = onceByIntent()
  return {
    'setup.newClinic': (input, { desk, meant }) => once(input.intent, meant, () => newClinic(desk, input)),
    'setup.sampleClinic': ({ intent, language }, { desk, meant }) =>
      once(intent, meant, () => sampleClinic(desk, language)),
    'setup.restore': ({ intent, path, recoveryKey }, { desk, meant }) =>
      once(intent, meant, () => restore(desk, path, recoveryKey)),
  }
}
