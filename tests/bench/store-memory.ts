/** Memory of a process that does nothing but hold the store and work with it: this file runs itself as a child. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openStore } from '../../db/store.ts'
import { howTo, valueOf } from './store-fixture.ts'
import { measureCommits, measureSearches } from './store-work.ts'

/** Resident megabytes after searches and commits. */
export function measureMemory(file: string): number {
  return Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), file], { encoding: 'utf8' }))
}

const [, self, file] = process.argv
if (self === fileURLToPath(import.meta.url) && file !== undefined) {
  const store = valueOf(openStore(howTo(file)))
  measureSearches(store, 1)
  measureCommits(store)
  const { rss } = process.memoryUsage()
  store.close()
  process.stdout.write(String(Math.round(rss / 1e6)))
}
