/**
 * Keys at rest: AES-256-GCM under a key drawn from headquarters' secret for it. What is sealed can only be opened for the same
 * purpose (`about`, e.g. the clinic and the column), so a row copied to another place opens nothing.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Secrets } from '../config.ts'

export type Vault = {
  readonly seal: (text: string, about: string) => string
  /** Throws when it was sealed about something else or with a secret that is not known any more. */
  readonly open: (sealed: string, about: string) => string
  /** Sealed with the present secret: the same text when it is so already. Throws as `open` does. */
  readonly renew: (sealed: string, about: string) => string
}

/** Seals with the present secret; the previous one may still open. */
export function makeVault({ present, previous }: Secrets, random: typeof randomBytes = randomBytes): Vault {
  const sealing = keyOf(present)
  const keys = previous === undefined ? [sealing] : [sealing, keyOf(previous)]
  const seal: Vault['seal'] = (text, about) => {
    const nonce = random(12)
    const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce).setAAD(Buffer.from(about))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return [sealing.id, nonce.toString('hex'), body.toString('hex'), cipher.getAuthTag().toString('hex')].join('.')
  }
  const open: Vault['open'] = (sealed, about) => {
    const [id, nonce = '', body = '', tag = ''] = sealed.split('.')
    const found = keys.find(each => each.id === id)
    if (found === undefined) throw new Error(`sealed with the secret ${id}, which headquarters does not have`)
    const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(nonce, 'hex'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(about)).setAuthTag(Buffer.from(tag, 'hex'))
    return Buffer.concat([decipher.update(Buffer.from(body, 'hex')), decipher.final()]).toString('utf8')
  }
  const renew: Vault['renew'] = (sealed, about) => {
    const text = open(sealed, about)
    return sealed.startsWith(`${sealing.id}.`) ? sealed : seal(text, about)
  }
  return { seal, open, renew }
}

function keyOf(secret: string): { readonly id: string; readonly key: Buffer } {
  const drawn = (purpose: string, bytes: number): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes))
  return { id: drawn('caresync vault id', 4).toString('hex'), key: drawn('caresync vault key', 32) }
}
