import { useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'

type Clocks = Readonly<Record<string, readonly string[]>>

type RecordForm = {
  /** The clocks of a group that this form showed; they are handed back when it is saved. */
  readonly bases: (group: string) => string[]
  readonly dirty: boolean
  readonly refusal: Refusal | null
  /** Whether a save was tried: faults are shown from then on. */
  readonly tried: boolean
  readonly settle: (refusal: Refusal | null) => void
}

/**
 * The clocks are those of the record when the form opened, not of what arrived while the person typed. After a refusal with
 * `changed-meanwhile` the person has been told, and the next save names the new ones.
 */
export function useRecordForm(clocks: Clocks | undefined, shown: unknown, typed: unknown): RecordForm {
  const [seen, setSeen] = useState(clocks)
  const [first] = useState(() => JSON.stringify(shown))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [tried, setTried] = useState(false)
  return {
    bases: group => [...((refusal?.code === 'changed-meanwhile' ? clocks : seen)?.[group] ?? [])],
    dirty: JSON.stringify(typed) !== first,
    refusal,
    tried,
    settle: next => {
      setTried(true)
      if (refusal?.code === 'changed-meanwhile') setSeen(clocks)
      setRefusal(next)
    },
  }
}
