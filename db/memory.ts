/** The file name of a store that lives in memory, for simulations. */
export const MEMORY = ':memory:'
