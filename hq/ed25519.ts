/** The ports of the journal for hashing and signatures, over Node's own crypto. Keys are 64 hexadecimal digits. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto'
import type { Sha256 } from '../domain/journal/entry.ts'
import type { Sign } from '../domain/journal/seal.ts'

export const sha256: Sha256 = text => hash('sha256', text, 'hex')

export type KeyPair = { readonly privateKey: string; readonly publicKey: string }

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS#8 and in SubjectPublicKeyInfo. */
const PKCS8 = '302e020100300506032b657004220420'
const SPKI = '302a300506032b6570032100'

export function newKeyPair(): KeyPair {
  const made = generateKeyPairSync('ed25519')
  return {
    privateKey: made.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex').slice(PKCS8.length),
    publicKey: made.publicKey.export({ format: 'der', type: 'spki' }).toString('hex').slice(SPKI.length),
  }
}

export function signerOf(privateKey: string): Sign {
  const key = createPrivateKey({ key: Buffer.from(PKCS8 + privateKey, 'hex'), format: 'der', type: 'pkcs8' })
  return text => sign(null, Buffer.from(text), key).toString('hex')
}

/** Whether `signature` (128 hexadecimal digits) over `text` was made with the private half of `publicKey`. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = readPublicKey(publicKey)
  if (key === undefined || !/^[0-9a-f]{128}$/.test(signature)) return false
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'))
}

function readPublicKey(publicKey: string): KeyObject | undefined {
  if (!/^[0-9a-f]{64}$/.test(publicKey)) return undefined
  return createPublicKey({ key: Buffer.from(SPKI + publicKey, 'hex'), format: 'der', type: 'spki' })
}
