/** What headquarters is told by its environment. It refuses to start with anything that would be unsafe, in a sentence each. */
import path from 'node:path'
import { z } from 'zod'

export type Database =
  /** Of our own, in the data folder. */
  | { readonly kind: 'embedded' }
  /** `adminUrl` migrates; it is the same unless `DATABASE_ADMIN_URL` names another login. */
  | { readonly kind: 'server'; readonly url: string; readonly adminUrl: string }

export type Secrets = { readonly present: string; readonly previous: string | undefined }

export type Config = {
  readonly production: boolean
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  readonly database: Database
  /** Whom PostgreSQL runs as when headquarters runs as root. */
  readonly postgresUser: string | undefined
  /** Sign tokens and challenges; `undefined`: drawn once and kept in the data folder. */
  readonly tokenSecrets: Secrets | undefined
  /** Seal keys at rest; `present` is `undefined` when it is drawn once and kept in the data folder. */
  readonly vaultSecrets: { readonly present: string | undefined; readonly previous: string | undefined }
  /** Origins of pages that may ask; none by default, for PCs are no pages. */
  readonly corsOrigins: readonly string[]
  /** Who asks for metrics has to name it; `undefined`: nobody gets them. */
  readonly metricsToken: string | undefined
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** Of what one address or device may ask in a minute; 1 as a rule, more for a load test. */
  readonly limitFactor: number
  /** Between "not ready" and the end of listening, so that a load balancer turns away. Milliseconds. */
  readonly drainMs: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export type ReadConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly sentences: readonly string[] }

type Env = Readonly<Record<string, string | undefined>>

export const MIN_SECRET_BYTES = 32

const port = z.coerce.number().int().min(0).max(65_535)
const milliseconds = z.coerce.number().int().min(0).max(60_000)
const factor = z.coerce.number().min(0.01).max(1000)
const levels = z.enum(['debug', 'info', 'warn', 'error', 'silent'])
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ })

/** `readFile` gives the content of the files that `*_FILE` variables name, and throws when there is none. */
export function readConfig(env: Env, readFile: (file: string) => string): ReadConfig {
  const sentences: string[] = []
  const say = (sentence: string): undefined => void sentences.push(sentence)

  const read = (name: string): string | undefined => {
    const file = env[`${name}_FILE`]
    const direct = env[name] === '' ? undefined : env[name]
    if (file === undefined || file === '') return direct
    if (direct !== undefined) return say(`${name} and ${name}_FILE are both set. Keep one of them.`)
    try {
      return readFile(file).trim()
    } catch {
      return say(`${name}_FILE names ${file}, which cannot be read.`)
    }
  }
  const parse = <T>(name: string, shape: z.ZodType<T>, otherwise: T, meant: string): T => {
    const text = read(name)
    if (text === undefined) return otherwise
    const parsed = shape.safeParse(text)
    if (parsed.success) return parsed.data
    say(`${name} is not ${meant}.`)
    return otherwise
  }
  const secret = (name: string): string | undefined => {
    const text = read(name)
    const fault = text === undefined ? undefined : weaknessOf(text)
    return fault === undefined ? text : say(`${name} ${fault} Take the output of: openssl rand -hex 32`)
  }
  const list = (name: string): readonly string[] =>
    (read(name) ?? '').split(',').flatMap(each => (each.trim() === '' ? [] : [each.trim()]))

  const present = secret('JWT_SECRET')
  const previous = secret('JWT_SECRET_PREVIOUS')
  if (present !== undefined && present === previous) say('JWT_SECRET_PREVIOUS repeats JWT_SECRET. Leave it out.')
  if (previous !== undefined && present === undefined) say('JWT_SECRET_PREVIOUS is set without JWT_SECRET.')
  const vaultSecrets = { present: secret('VAULT_SECRET'), previous: secret('VAULT_SECRET_PREVIOUS') }
  if (vaultSecrets.present !== undefined) {
    if (vaultSecrets.present === vaultSecrets.previous) say('VAULT_SECRET_PREVIOUS repeats VAULT_SECRET. Leave it out.')
    if (vaultSecrets.present === present) say('VAULT_SECRET repeats JWT_SECRET. Draw another one.')
  }
  const metricsToken = secret('METRICS_TOKEN')
  if (metricsToken !== undefined) {
    if (metricsToken === present) say('METRICS_TOKEN repeats JWT_SECRET. Draw another one.')
    if (metricsToken === vaultSecrets.present) say('METRICS_TOKEN repeats VAULT_SECRET. Draw another one.')
  }

  const corsOrigins = list('CORS_ORIGINS')
  for (const origin of corsOrigins) {
    if (origin.includes('*')) say('CORS_ORIGINS names *, so every page of the internet could ask. Name the pages.')
    else if (!isOrigin(origin))
      say(`CORS_ORIGINS names ${origin}, which is not an origin such as https://hq.example.in.`)
  }
  const url = parse(
    'DATABASE_URL',
    postgresUrl.optional(),
    undefined,
    'an address such as postgresql://user:password@host/database',
  )
  const adminUrl = parse(
    'DATABASE_ADMIN_URL',
    postgresUrl.optional(),
    url,
    'an address such as postgresql://user:password@host/database',
  )
  const production = env['NODE_ENV'] === 'production'
  if (production && url !== undefined) {
    for (const [name, given] of [
      ['JWT_SECRET', present],
      ['VAULT_SECRET', vaultSecrets.present],
    ] as const) {
      if (given === undefined) say(`${name} is missing. Several processes behind one database need the same one.`)
    }
  }
  const config: Config = {
    production,
    dataFolder: path.resolve(env['CARESYNC_HQ_DATA'] || '.data/hq'),
    host: env['HOST'] || '127.0.0.1',
    port: parse('PORT', port, 4600, 'a number from 0 to 65535'),
    database: url === undefined ? { kind: 'embedded' } : { kind: 'server', url, adminUrl: adminUrl ?? url },
    postgresUser: env['CARESYNC_POSTGRES_USER'] || undefined,
    tokenSecrets: present === undefined ? undefined : { present, previous },
    vaultSecrets,
    corsOrigins,
    metricsToken,
    trustedProxies: list('TRUSTED_PROXIES'),
    limitFactor: parse('RATE_LIMITS', factor, 1, 'a number from 0.01 to 1000'),
    drainMs: parse('DRAIN_MS', milliseconds, url === undefined ? 200 : 5000, 'a number of milliseconds up to 60000'),
    logLevel: parse('LOG_LEVEL', levels, 'info', 'one of debug, info, warn, error and silent'),
  }
  return sentences.length === 0 ? { ok: true, config } : { ok: false, sentences }
}

const PLACEHOLDERS = /change.?me|secret|password|example|default|placeholder|caresync/i

/** Ends with a full stop; `undefined` when the secret will do. */
export function weaknessOf(secret: string): string | undefined {
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) return `is shorter than ${MIN_SECRET_BYTES} bytes.`
  if (PLACEHOLDERS.test(secret)) return 'is a placeholder that anybody can guess.'
  if (isRepeated(secret)) return 'repeats itself, so it is much weaker than it is long.'
  return undefined
}

/** The same few characters, or the same piece again and again. */
function isRepeated(secret: string): boolean {
  return new Set(secret).size < 10 || `${secret}${secret}`.indexOf(secret, 1) < secret.length
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.origin === text && ['http:', 'https:'].includes(url.protocol)
}
