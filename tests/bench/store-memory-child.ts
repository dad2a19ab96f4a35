/** The process whose memory is measured: see `store-memory.ts`. */
import { openStore } from '../../db/store.ts'
import { howTo, valueOf } from './store-fixture.ts'
import { measureCommits, measureSearches } from './store-work.ts'

const [, , file = ''] = process.argv
const store = valueOf(openStore(howTo(file)))
measureSearches(store, 1)
measureCommits(store)
const { rss } = process.memoryUsage()
store.close()
process.stdout.write(String(Math.round(rss / 1e6)))
