import { useEffect, useState } from 'react'
import { localDate } from '../../domain/time.ts'
import { useDesk } from './session.ts'

const TICK_MS = 20_000
const present = (): string => new Date().toISOString()

/** The present as an instant, renewed every 20 seconds, so that a screen left open over midnight shows the new day. */
export function useInstant(): string {
  const [instant, setInstant] = useState(present)
  useEffect(() => {
    const timer = setInterval(() => setInstant(present()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return instant
}

/** Today in the clinic's zone, whatever zone this PC has. */
export const useToday = (): string => localDate(useInstant(), useDesk().clinic.timeZone)
