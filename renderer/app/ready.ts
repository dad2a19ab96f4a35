import { desktopBridge } from './desktop-bridge.ts'

let told = false

/** Tells the shell, once and after the paint, that a person can begin. */
export function tellReady(): void {
  if (told) return
  told = true
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset['ready'] = 'yes'
      void desktopBridge()?.ready()
    }),
  )
}
