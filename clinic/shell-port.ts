import type { ToShell } from './rpc.ts'

/** What a utility process of Electron holds of its shell. */
export type ShellPort = {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  postMessage(message: ToShell): void
}

const isPort = (value: unknown): value is ShellPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && typeof value.postMessage === 'function'

/** The shell that started this process. Throws when it was started by hand. */
export function shellPort(): ShellPort {
  const port = 'parentPort' in process ? process.parentPort : undefined
  if (!isPort(port)) throw new Error('the clinic process is started by the desktop shell')
  return port
}
