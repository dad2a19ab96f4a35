import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { matchesSigned, verifyManifest } from '../../../electron/update-manifest.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const releaseKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const sha512 = Buffer.alloc(64, 1).toString('base64')
const text = `version: 1.1.0\nfiles:\n  - url: CareSync-1.1.0.exe\n    sha512: ${sha512}\n    size: 5\ndeadline: '2026-12-01T00:00:00.000Z'\n`
const signed = (bytes: Buffer, key = privateKey) => sign(null, bytes, key).toString('base64')

test('a manifest signed by the release key is believed, with its deadline', () => {
  const bytes = Buffer.from(text)
  expect(verifyManifest(bytes, `${signed(bytes)}\n`, releaseKey)).toEqual({
    ok: true,
    manifest: {
      version: '1.1.0',
      deadline: '2026-12-01T00:00:00.000Z',
      files: [{ url: 'CareSync-1.1.0.exe', sha512 }],
    },
  })
})

test('a changed byte, another key and a signature that is none are refused', () => {
  const bytes = Buffer.from(text)
  const other = generateKeyPairSync('ed25519').privateKey
  const refused = { ok: false, reason: 'its signature is wrong' }
  expect(verifyManifest(Buffer.from(text.replace('1.1.0', '1.1.1')), signed(bytes), releaseKey)).toEqual(refused)
  expect(verifyManifest(bytes, signed(bytes, other), releaseKey)).toEqual(refused)
  expect(verifyManifest(bytes, 'nothing', releaseKey)).toEqual(refused)
})

test('a signed text that is no manifest is refused', () => {
  const bytes = Buffer.from('version: newest\n')
  expect(verifyManifest(bytes, signed(bytes), releaseKey)).toEqual({
    ok: false,
    reason: 'its description cannot be read',
  })
})

test('what is offered must be what was signed, file by file', () => {
  const manifest = { version: '1.1.0', deadline: null, files: [{ url: 'a.exe', sha512 }] }
  expect(matchesSigned({ version: '1.1.0', files: [{ url: 'a.exe', sha512 }] }, manifest)).toBe(true)
  expect(matchesSigned({ version: '1.2.0', files: manifest.files }, manifest)).toBe(false)
  expect(matchesSigned({ version: '1.1.0', files: [{ url: 'b.exe', sha512 }] }, manifest)).toBe(false)
  expect(matchesSigned({ version: '1.1.0', files: [] }, manifest)).toBe(false)
})
