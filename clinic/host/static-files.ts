import { createReadStream, existsSync, readdirSync } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

type StaticFile = {
  readonly type: string
  /** The name holds a hash of the content, so that a browser may keep it. */
  readonly hashed: boolean
  read(): ReadStream
}

export type StaticFiles = ReadonlyMap<string, StaticFile>

/**
 * The built renderer by request path, `/` being `index.html`. Every path is listed at the start, so a request can only
 * choose from the list and never walk the disk. Undefined when the renderer was not built.
 */
export function staticFiles(folder: string): StaticFiles | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined
  const files = new Map<string, StaticFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(folder.length).replaceAll('\\', '/')
    files.set(path.startsWith('/') ? path : `/${path}`, {
      type,
      hashed: path.includes('assets/'),
      read: () => createReadStream(file),
    })
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}
