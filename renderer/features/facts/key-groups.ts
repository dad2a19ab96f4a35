/** The groups in which a recovery key is printed and read aloud. */
export const keyGroups = (key: string): readonly string[] => key.split(/[\s-]+/).filter(group => group !== '')

/** Whether what was typed is the last group; small letters and spaces do not matter. */
export const provesKey = (typed: string, key: string): boolean =>
  typed.replaceAll(/[\s-]/g, '').toUpperCase() === keyGroups(key).at(-1)?.toUpperCase()
