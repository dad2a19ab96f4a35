import { describe, expect, test } from 'vitest'
import { readConfig, type Config } from '../../../hq/config.ts'

const good = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const other = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752'
const noFile = (file: string): string => {
  throw new Error(`no ${file}`)
}

function sentencesFor(env: Readonly<Record<string, string>>, readFile = noFile): readonly string[] {
  const read = readConfig(env, readFile)
  return read.ok ? [] : read.sentences
}

function configOf(env: Readonly<Record<string, string>>, readFile = noFile): Config {
  const read = readConfig(env, readFile)
  if (!read.ok) throw new Error(read.sentences.join(' '))
  return read.config
}

describe('headquarters starts', () => {
  test('with nothing said, on this machine only and with a database of its own', () => {
    expect(configOf({})).toMatchObject({
      host: '127.0.0.1',
      port: 4600,
      database: { kind: 'embedded' },
      corsOrigins: [],
      tokenSecrets: undefined,
      vaultSecrets: { present: undefined, previous: undefined },
      metricsToken: undefined,
    })
  })

  test('with a secret from a file, and the one before it', () => {
    const config = configOf({ JWT_SECRET_FILE: '/run/secrets/jwt', JWT_SECRET_PREVIOUS: other }, () => `${good}\n`)
    expect(config.tokenSecrets).toEqual({ present: good, previous: other })
  })

  test('with a secret for keys, and the one before it; either may have come from the secret of tokens', () => {
    const env = { JWT_SECRET: other, VAULT_SECRET_FILE: '/run/secrets/vault', VAULT_SECRET_PREVIOUS: other }
    expect(configOf(env, () => good).vaultSecrets).toEqual({ present: good, previous: other })
    // Back to the secret that was drawn for it.
    expect(configOf({ VAULT_SECRET_PREVIOUS: other }).vaultSecrets).toEqual({ present: undefined, previous: other })
  })

  test('with the database of a server, migrated by another login', () => {
    const url = 'postgresql://app:word@db/caresync'
    const adminUrl = 'postgresql://admin:word@db/caresync'
    expect(configOf({ DATABASE_URL: url }).database).toEqual({ kind: 'server', url, adminUrl: url })
    expect(configOf({ DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl }).database).toMatchObject({ url, adminUrl })
  })
})

describe('headquarters refuses to start, in a sentence', () => {
  test.each([
    ['a short secret', { JWT_SECRET: good.slice(0, 31) }, /^JWT_SECRET is shorter than 32 bytes\. Take .*openssl/],
    ['a placeholder', { JWT_SECRET: 'please-change-me-please-1234567890abcdef' }, /^JWT_SECRET is a placeholder/],
    ['one character again and again', { JWT_SECRET: 'a'.repeat(64) }, /^JWT_SECRET repeats itself/],
    ['one piece again and again', { JWT_SECRET: '0123456789abcdef'.repeat(4) }, /^JWT_SECRET repeats itself/],
    [
      'the same secret twice',
      { JWT_SECRET: good, JWT_SECRET_PREVIOUS: good },
      /^JWT_SECRET_PREVIOUS repeats JWT_SECRET/,
    ],
    ['a previous secret alone', { JWT_SECRET_PREVIOUS: good }, /^JWT_SECRET_PREVIOUS is set without JWT_SECRET/],
    [
      'the same secret of keys twice',
      { VAULT_SECRET: good, VAULT_SECRET_PREVIOUS: good },
      /^VAULT_SECRET_PREVIOUS repeats/,
    ],
    ['one secret for tokens and keys', { JWT_SECRET: good, VAULT_SECRET: good }, /^VAULT_SECRET repeats JWT_SECRET/],
    ['one secret for keys and metrics', { VAULT_SECRET: good, METRICS_TOKEN: good }, /^METRICS_TOKEN repeats VAULT/],
    ['a weak secret of keys', { VAULT_SECRET: 'vault' }, /^VAULT_SECRET is shorter/],
    ['one secret for two purposes', { JWT_SECRET: good, METRICS_TOKEN: good }, /^METRICS_TOKEN repeats JWT_SECRET/],
    ['a weak metrics token', { METRICS_TOKEN: 'metrics' }, /^METRICS_TOKEN is shorter/],
    ['every page of the internet', { CORS_ORIGINS: 'https://hq.example.in, *' }, /^CORS_ORIGINS names \*/],
    ['every page of a domain', { CORS_ORIGINS: 'https://*.example.in' }, /^CORS_ORIGINS names \*/],
    ['an origin with a path', { CORS_ORIGINS: 'https://hq.example.in/' }, /which is not an origin/],
    [
      'a secret and its file',
      { JWT_SECRET: good, JWT_SECRET_FILE: '/run/jwt' },
      /^JWT_SECRET and JWT_SECRET_FILE are both/,
    ],
    [
      'a file that is not there',
      { JWT_SECRET_FILE: '/run/jwt' },
      /^JWT_SECRET_FILE names \/run\/jwt, which cannot be read/,
    ],
    ['a port that is none', { PORT: '70000' }, /^PORT is not a number/],
    ['a database that is none', { DATABASE_URL: 'mysql://db/caresync' }, /^DATABASE_URL is not an address/],
    [
      'several processes without a common secret',
      { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/caresync', VAULT_SECRET: other },
      /^JWT_SECRET is missing/,
    ],
    [
      'several processes that seal each for itself',
      { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/caresync', JWT_SECRET: good },
      /^VAULT_SECRET is missing/,
    ],
  ])('with %s', (_, env, sentence) => {
    const sentences = sentencesFor(env)
    expect(sentences).toHaveLength(1)
    expect(sentences[0]).toMatch(sentence)
  })

  test('and never repeats the secret', () => {
    const secret = 'hunter2-hunter2'
    expect(sentencesFor({ JWT_SECRET: secret, METRICS_TOKEN: secret }).join(' ')).not.toContain('hunter2')
  })

  test('and says everything at once', () => {
    expect(sentencesFor({ JWT_SECRET: 'short', PORT: 'none', CORS_ORIGINS: '*' })).toHaveLength(3)
  })
})
