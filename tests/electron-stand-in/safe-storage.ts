/** `safeStorage` with a key in Chromium's own file, where Windows has it: the shape of the real one, without its protection. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { app } from './app.ts'

function key(): Buffer {
  const file = path.join(app.getPath('userData'), 'Local State')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

export const safeStorage = {
  isEncryptionAvailable: (): boolean => true,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => true,
  getSelectedStorageBackend: (): string => 'basic_text',
  async encryptStringAsync(text: string): Promise<Buffer> {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body])
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28))
    const result = decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8')
    return { result, shouldReEncrypt: false }
  },
}
