import { createReadStream, readdirSync, statSync } from 'node:fs'
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

export type StaticFiles = {
  /** Undefined when there is nothing at this path; `away` while the screens are being put in place. */
  get(path: string): StaticFile | 'away' | undefined
}

/**
 * The built renderer by request path, `/` being `index.html`. Every path is listed before it is asked for, so a request can
 * only choose from the list and never walk the disk; the list is made anew when the screens were. Undefined when the
 * renderer was not built.
 */
export function staticFiles(folder: string): StaticFiles | undefined {
  let build = buildIn(folder)
  if (build === undefined) return undefined
  let files = list(folder)
  return {
    get(path) {
      const now = buildIn(folder)
      if (now === undefined) return 'away'
      if (now !== build) files = list(folder)
      build = now
      return files.get(path)
    },
  }
}

/** Tells one build from another: its first page is a file of its own each time. */
function buildIn(folder: string): string | undefined {
  const page = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })
  return page && `${page.ino} ${page.mtimeMs} ${page.size}`
}

function list(folder: string): ReadonlyMap<string, StaticFile> {
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
