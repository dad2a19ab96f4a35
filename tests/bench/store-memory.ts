/**
 * Memory of a process that does nothing but hold the store and work with it. It runs bundled, as the clinic process is
 * shipped: stripping types at start costs a hundred megabytes that no clinic pays.
 */
import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Resident megabytes after opening, searches and commits. */
export async function measureMemory(file: string, folder: string): Promise<number> {
  const outDir = join(folder, 'bundle')
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('./store-memory-child.ts', import.meta.url)),
      outDir,
      minify: true,
      rolldownOptions: { external: ['better-sqlite3'], output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))
  return Number(execFileSync(process.execPath, [join(outDir, 'child.mjs'), file], { encoding: 'utf8' }))
}
