/** The log of headquarters: JSON lines that say what happened, never to whom. */
import { pino, type DestinationStream, type Logger } from 'pino'
import { describeFault } from '../../domain/describe-fault.ts'

/** Names under which a value of a person, or a secret, could stand, should anybody ever log an object that has them. */
const HIDDEN = [
  'name', 'phone', 'address', 'mrn', 'birthDate', 'values', 'changes', 'body', 'payload', 'params',
  'authorization', 'cookie', 'token', 'code', 'signature', 'privateKey', 'password', 'secret',
] as const // prettier-ignore

export function openLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [...HIDDEN, ...HIDDEN.map(name => `*.${name}`), ...HIDDEN.map(name => `*.*.${name}`)],
      censor: '…',
    },
    serializers: { err: describeFault },
  }
  return stream === undefined ? pino(options) : pino(options, stream)
}
