/** A file as the answer of a fetch: what `net.fetch` gives to a protocol handler that serves a folder. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export async function readAsResponse(url: string): Promise<Response> {
  const type = MIME_TYPES[path.extname(new URL(url).pathname)] ?? 'application/octet-stream'
  try {
    return new Response(new Uint8Array(await readFile(fileURLToPath(url))), { headers: { 'content-type': type } })
  } catch (error) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause: error })
  }
}
