/**
 * Keys at rest: AES-256-GCM under a key drawn from headquarters' secret. What is sealed can only be opened for the same
 * purpose (`about`, e.g. the clinic and the column), so a row copied to another place opens nothing.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type Vault = {
  readonly seal: (text: string, about: string) => string
  /** Throws when it was sealed about something else or with a secret that is not known any more. */
  readonly open: (sealed: string, about: string) => string
}

/** `secrets`: the present one, then those that may still open. */
export function makeVault(secrets: readonly [string, ...string[]], random: typeof randomBytes = randomBytes): Vault {
  const keys = secrets.map(keyOf)
  const [present] = keys
  if (present === undefined) throw new RangeError('a vault has at least one secret')
  return {
    seal: (text, about) => {
      const nonce = random(12)
      const cipher = createCipheriv('aes-256-gcm', present.key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [present.id, nonce.toString('hex'), body.toString('hex'), cipher.getAuthTag().toString('hex')].join('.')
    },
    open: (sealed, about) => {
      const [id, nonce = '', body = '', tag = ''] = sealed.split('.')
      const found = keys.find(each => each.id === id)
      if (found === undefined) throw new Error(`sealed with the secret ${id}, which headquarters does not have`)
      const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(nonce, 'hex'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(about)).setAuthTag(Buffer.from(tag, 'hex'))
      return Buffer.concat([decipher.update(Buffer.from(body, 'hex')), decipher.final()]).toString('utf8')
    },
  }
}

function keyOf(secret: string): { readonly id: string; readonly key: Buffer } {
  const drawn = (purpose: string, bytes: number): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes))
  return { id: drawn('caresync vault id', 4).toString('hex'), key: drawn('caresync vault key', 32) }
}
