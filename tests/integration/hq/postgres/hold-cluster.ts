/** Starts a cluster in the folder given and does nothing until it is killed. */
import { startCluster } from '../../../../hq/postgres/cluster.ts'

const cluster = await startCluster({ folder: process.argv[2] ?? '' })
console.log(cluster.port)
setInterval(() => undefined, 60_000)
