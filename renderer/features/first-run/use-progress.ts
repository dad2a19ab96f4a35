import { useEffect, useState } from 'react'
import { onEvent } from '../../app/client.ts'

export type Progress = { readonly done: number; readonly total: number }

/** How far the clinic process is with the long task that runs now; null until it says so. */
export function useProgress(): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(
    () =>
      onEvent(event => {
        if (event.event === 'progress') setProgress({ done: event.done, total: event.total })
      }),
    [],
  )
  return progress
}
