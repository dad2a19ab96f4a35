/** `npm run build`: the bundles in `out/`, made anew. */
import { buildWhatIsStale } from './start/build.ts'

const fault = await buildWhatIsStale({ say: line => console.log(line), anyway: true })
if (fault !== undefined) {
  console.error(fault)
  process.exitCode = 1
}
