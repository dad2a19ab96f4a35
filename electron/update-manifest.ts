/**
 * The signature that decides whether an update is ours. The feed server could be taken over; the key that signs releases is
 * kept offline, and only its public half is in the program.
 */
import { createPublicKey, verify } from 'node:crypto'
import { load } from 'js-yaml'
import { z } from 'zod'
import type { Release } from './updates.ts'

const manifest = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  files: z.array(z.object({ url: z.string().min(1), sha512: z.base64() })).min(1),
  deadline: z.iso.datetime().optional(),
})

export type SignedManifest = Release & { readonly files: readonly { readonly url: string; readonly sha512: string }[] }
export type Verdict =
  { readonly ok: true; readonly manifest: SignedManifest } | { readonly ok: false; readonly reason: string }

const refused = (reason: string): Verdict => ({ ok: false, reason })

/**
 * Checks the bytes of `latest.yml` against their Ed25519 signature (base64) by the release key (base64 of its DER form).
 * Only what the signature covers is believed.
 */
export function verifyManifest(bytes: Buffer, signature: string, releaseKey: string): Verdict {
  const key = createPublicKey({ key: Buffer.from(releaseKey, 'base64'), format: 'der', type: 'spki' })
  if (!verify(null, bytes, key, Buffer.from(signature.trim(), 'base64'))) return refused('its signature is wrong')
  const parsed = manifest.safeParse(load(bytes.toString('utf8')))
  if (!parsed.success) return refused('its description cannot be read')
  const { version, files, deadline = null } = parsed.data
  return { ok: true, manifest: { version, files, deadline } }
}

type Offered = {
  readonly version: string
  readonly files: readonly { readonly url: string; readonly sha512: string }[]
}

/** Whether what the updater is about to download is exactly what was signed: same version, same files, same digests. */
export function matchesSigned(offered: Offered, signed: SignedManifest): boolean {
  const listed = (files: SignedManifest['files']) => JSON.stringify(files.map(({ url, sha512 }) => [url, sha512]))
  return offered.version === signed.version && listed(offered.files) === listed(signed.files)
}
