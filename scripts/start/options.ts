import { parseArgs } from 'node:util'

export type StartOptions = {
  /** Start in a scratch folder, see that it answers, end. */
  readonly check: boolean
  /** The browser host even where the desktop could open. */
  readonly browser: boolean
  /** Data folder; undefined for the usual one. */
  readonly data: string | undefined
}

export const usage = 'npm start [-- --check] [-- --browser] [-- --data FOLDER]'

/** Undefined when the arguments are not understood. */
export function readOptions(args: readonly string[]): StartOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { check: { type: 'boolean' }, browser: { type: 'boolean' }, data: { type: 'string' } },
    })
    return { check: values.check ?? false, browser: values.browser ?? false, data: values.data }
  } catch {
    return undefined
  }
}
