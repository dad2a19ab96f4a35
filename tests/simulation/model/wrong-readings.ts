/** Readings of the fold's rule that look right and are not. They stay here so that the model is seen to catch them. */
import { canonical } from '../../../domain/journal/canonical.ts'
import { isRedacted, type HashedEntry } from '../../../domain/journal/entry.ts'
import type { Clock } from '../../../domain/journal/types.ts'
import { saidIn, type Said } from './oracle.ts'

const winnerOf = (all: readonly Said[]): Said | undefined =>
  all.reduce<Said | undefined>((best, each) => (best === undefined || each.clock > best.clock ? each : best), undefined)

/** "A change is applied to the row as it arrives; the greater clock wins; equal bases with other values conflict." */
export function literalReading(arrived: readonly HashedEntry[]): string {
  const rows = new Map<string, Said>()
  const conflicts = new Set<string>()
  for (const said of saidIn(arrived)) {
    if (said.quarantined) continue
    const row = rows.get(said.place)
    if (row !== undefined && !said.base.includes(row.clock) && canonical(said.base) === canonical(row.base)) {
      if (canonical(said.values) !== canonical(row.values)) conflicts.add([said.clock, row.clock].sort().join(' '))
    }
    if (row === undefined || said.clock > row.clock) rows.set(said.place, said)
  }
  return canonical([[...rows].map(([place, { clock }]) => `${place} ${clock}`).sort(), [...conflicts].sort()])
}

/** "The first content of a fact's id that arrives stands." */
export function firstFactStands(arrived: readonly HashedEntry[]): string {
  const facts = new Map<string, string>()
  for (const { entry } of arrived) {
    for (const change of entry.changes) {
      if (change.op !== 'add' || isRedacted(change) || facts.has(`${change.table} ${change.id}`)) continue
      facts.set(`${change.table} ${change.id}`, canonical(change.values))
    }
  }
  return canonical([...facts].map(each => each.join(' ')).sort())
}

/** "A clock is the hybrid clock and the device": a copied disk gives two entries one clock. */
export function clockWithoutHash(arrived: readonly HashedEntry[]): string {
  const rows = new Map<string, { readonly clock: string; readonly values: string }>()
  for (const { clock, place, values, quarantined } of saidIn(arrived)) {
    const row = rows.get(place)
    const short = clock.slice(0, 54)
    if (!quarantined && (row === undefined || short > row.clock))
      rows.set(place, { clock: short, values: canonical(values) })
  }
  return canonical([...rows].map(([place, { values }]) => `${place} ${values}`).sort())
}

/** "Two changes with the same base and other values conflict": the clocks of each place that are shown to a person. */
export function sameBaseShows(entries: readonly HashedEntry[]): ReadonlyMap<string, ReadonlySet<Clock>> {
  const said = saidIn(entries).filter(each => !each.quarantined)
  const shown = new Map<string, ReadonlySet<Clock>>()
  for (const place of new Set(said.map(each => each.place))) {
    const here = said.filter(each => each.place === place)
    const clocks = new Set<Clock>([winnerOf(here)?.clock ?? ''])
    for (const base of new Set(here.map(each => canonical(each.base)))) {
      const rivals = here.filter(each => canonical(each.base) === base)
      if (new Set(rivals.map(each => canonical(each.values))).size > 1) rivals.forEach(each => clocks.add(each.clock))
    }
    shown.set(place, clocks)
  }
  return shown
}

/** "A quarantined change does not count, nor do its links": heads of each place. */
export function headsWithoutQuarantinedLinks(entries: readonly HashedEntry[]): ReadonlyMap<string, readonly Clock[]> {
  const said = saidIn(entries).filter(each => !each.quarantined)
  const named = new Set(said.flatMap(each => each.base.map(clock => `${each.place} ${clock}`)))
  const heads = new Map<string, readonly Clock[]>()
  for (const { place, clock } of said) {
    if (!named.has(`${place} ${clock}`)) heads.set(place, [...(heads.get(place) ?? []), clock].sort())
  }
  return heads
}
