/** What every benchmark needs: percentiles, options and the two ways of printing. */

/** The value that `share` (0 to 1) of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5)

export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))

export type Figure = { readonly name: string; readonly value: number; readonly target?: string; readonly met?: boolean }

export const below = (name: string, value: number, limit: number): Figure => ({
  name, value: rounded(value), target: `< ${limit}`, met: value < limit,
}) // prettier-ignore
export const atLeast = (name: string, value: number, limit: number): Figure => ({
  name, value: rounded(value, 3), target: `>= ${limit}`, met: value >= limit,
}) // prettier-ignore

/** A table for people; with `json`, one object as the last line. */
export function printFigures(figures: readonly Figure[], json: boolean): void {
  for (const { name, value, target, met } of figures) {
    const verdict = met === undefined ? '' : met ? 'met' : 'MISSED'
    process.stdout.write(`${name.padEnd(28)} ${String(value).padStart(12)}  ${(target ?? '').padEnd(10)} ${verdict}\n`)
  }
  if (json)
    process.stdout.write(`${JSON.stringify(Object.fromEntries(figures.map(({ name, value }) => [name, value])))}\n`)
}
