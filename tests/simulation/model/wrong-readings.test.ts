/** The histories of the model tell the right rule from every wrong reading that has been proposed. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../domain/journal/canonical.ts'
import type { HashedEntry } from '../../../domain/journal/entry.ts'
import { headsByOracle, saidIn } from './oracle.ts'
import { foldAll } from './replica.ts'
import { second } from './tables.ts'
import { historyArbitrary, play } from './writers.ts'
import {
  clockWithoutHash,
  firstFactStands,
  headsWithoutQuarantinedLinks,
  literalReading,
  sameBaseShows,
} from './wrong-readings.ts'

/** Whether some random history breaks what is said of all histories. */
function isBrokenBySome(holds: (entries: readonly HashedEntry[]) => boolean): boolean {
  const property = fc.property(historyArbitrary, steps => holds(play(steps)))
  return fc.check(property, { numRuns: 3000, seed: 7, endOnFailure: true }).failed
}

const sameBackwards = (read: (entries: readonly HashedEntry[]) => string) => (entries: readonly HashedEntry[]) =>
  read(entries) === read([...entries].reverse())

/** The right rule, read the same way as the wrong ones. */
const rightReading = (entries: readonly HashedEntry[]): string =>
  canonical(foldAll(second, entries).map(row => `${row.table} ${row.id} ${row.group} ${row.heads.join()}`).sort()) // prettier-ignore

describe('the model sees that', () => {
  test('the right reading does not depend on the order', () => {
    expect(isBrokenBySome(sameBackwards(rightReading))).toBe(false)
  })

  test('applying changes to the row as they arrive depends on the order', () => {
    expect(isBrokenBySome(sameBackwards(literalReading))).toBe(true)
  })

  test('letting the first content of a fact stand depends on the order', () => {
    expect(isBrokenBySome(sameBackwards(firstFactStands))).toBe(true)
  })

  test('a clock without the hash makes copied disks depend on the order', () => {
    expect(isBrokenBySome(sameBackwards(clockWithoutHash))).toBe(true)
  })

  test('calling only changes of one base a conflict hides an edit that lost', () => {
    expect(
      isBrokenBySome(entries => {
        const shown = sameBaseShows(entries)
        const values = new Map(saidIn(entries).map(each => [`${each.place} ${each.clock}`, canonical(each.values)]))
        return [...headsByOracle(entries)].every(([place, heads]) => {
          const winner = values.get(`${place} ${heads.at(-1)}`)
          return heads.every(head => shown.get(place)?.has(head) || values.get(`${place} ${head}`) === winner)
        })
      }),
    ).toBe(true)
  })

  test('calling only changes of one base a conflict keeps conflicts open that a person has settled', () => {
    expect(
      isBrokenBySome(entries => {
        const heads = headsByOracle(entries)
        return [...sameBaseShows(entries)].every(([place, shown]) => heads.get(place)?.length !== 1 || shown.size === 1)
      }),
    ).toBe(true)
  })

  test('forgetting the links of a quarantined change brings back what was replaced', () => {
    expect(
      isBrokenBySome(entries => {
        const right = headsByOracle(entries)
        return [...headsWithoutQuarantinedLinks(entries)].every(
          ([place, heads]) => canonical(heads) === canonical(right.get(place) ?? []),
        )
      }),
    ).toBe(true)
  })
})
