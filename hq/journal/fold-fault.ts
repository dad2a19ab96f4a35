/** An entry that could not be judged or folded: an error of the data, as opposed to one of the database. */
export class FoldFault extends Error {
  constructor(cause: unknown) {
    super('an entry breaks the fold', { cause })
    this.name = 'FoldFault'
  }
}

/** Runs what asks nothing of the database. Whatever it throws is a `FoldFault`. */
export function folding<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new FoldFault(error)
  }
}
