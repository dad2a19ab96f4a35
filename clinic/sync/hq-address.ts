import { ok, type Outcome, refuse } from '../../domain/errors.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The address of a headquarters as a person types it, brought to `https://host[:port]` without a path. Plain http is
 * for a headquarters on this machine only. Refuses with `bad-hq-address`.
 */
export function readAddress(typed: string): Outcome<string> {
  const text = typed.trim()
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.hostname === ''
  )
    return refuse('bad-hq-address')
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) return refuse('bad-hq-address')
  return ok(url.origin)
}
