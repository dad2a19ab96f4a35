/** How much of a clinic is made up. `days` is how far back the first day lies. */
export type SampleSize = {
  readonly patients: number
  readonly invoices: number
  readonly days: number
  readonly doctors: number
  /** Charges and drafts behind every document too; without them only visits, documents and money. */
  readonly whole: boolean
}

export const sampleSizes = {
  demo: { patients: 60, invoices: 110, days: 42, doctors: 3, whole: true },
  clinic: { patients: 5_000, invoices: 12_000, days: 540, doctors: 5, whole: true },
  large: { patients: 200_000, invoices: 1_000_000, days: 2_900, doctors: 8, whole: false },
} as const satisfies Readonly<Record<string, SampleSize>>

export type SizeName = keyof typeof sampleSizes

/** About how many entries a size has, for the progress: registrations, visits, documents, a few cancellations. */
export function expectedEntries(name: SizeName): number {
  const { patients, invoices, whole } = sampleSizes[name]
  return Math.round(patients + invoices * (whole ? 2.02 : 1.005))
}
