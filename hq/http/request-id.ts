import { uuidv7 } from '../uuidv7.ts'

const GIVEN = /^[\w-]{8,64}$/

/** The caller's own id when it is one that can be logged as it is; else a new one. */
export function requestId(
  given: string | string[] | undefined,
  now: number,
  random: (bytes: number) => Uint8Array,
): string {
  return typeof given === 'string' && GIVEN.test(given) ? given : uuidv7(now, random)
}
