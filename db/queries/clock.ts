import type { Reader } from '../types.ts'

/**
 * The latest instants that this PC's clock is known to have said: of the newest entry of its own journal, and of the last
 * legal document made here. An entry is never refused for its clock, so the second stands for itself.
 */
export const clockSaid = (reader: Reader, deviceId: string): readonly string[] =>
  reader
    .all<{ at: string }>(
      `SELECT at FROM legalClock
        UNION ALL
       SELECT at FROM (SELECT j.at FROM journal AS j JOIN branch AS b ON b.n = j.branch
                        WHERE b.name = ? ORDER BY j.seq DESC LIMIT 1)`,
      deviceId,
    )
    .map(({ at }) => at)
