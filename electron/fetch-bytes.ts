/** How the shell itself reaches the feed of updates: in a session of its own, for that of the pages is kept off the network. */
import { session } from 'electron'

/** No page ever lives in this partition, and without `persist:` nothing of it is written to disk. */
const PARTITION = 'updates'

/** The bytes at an address; throws when there is no network or the feed does not have them. */
export async function fetchBytes(url: string): Promise<Buffer> {
  const response = await session.fromPartition(PARTITION).fetch(url, { cache: 'no-store' })
  if (!response.ok) throw new Error(`the feed answers ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}
