import { useEffect } from 'react'
import { call } from './client.ts'

const AT_MOST_EVERY_MS = 20_000

/** Tells the clinic process that somebody is at work here; its idle lock counts from the last time. */
export function useTouch(active: boolean): void {
  useEffect(() => {
    if (!active) return undefined
    let last = 0
    const touch = () => {
      const now = performance.now()
      if (last !== 0 && now - last < AT_MOST_EVERY_MS) return
      last = now
      void call('session.touch', {})
    }
    window.addEventListener('keydown', touch, { capture: true, passive: true })
    window.addEventListener('pointerdown', touch, { capture: true, passive: true })
    window.addEventListener('wheel', touch, { capture: true, passive: true })
    return () => {
      window.removeEventListener('keydown', touch, { capture: true })
      window.removeEventListener('pointerdown', touch, { capture: true })
      window.removeEventListener('wheel', touch, { capture: true })
    }
  }, [active])
}
