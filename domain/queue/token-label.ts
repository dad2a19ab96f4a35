/**
 * What is called out: `W-18`; `W-18K` while other PCs are known, with a letter of this desk, because another one may give
 * the same number to the same session offline.
 */
export const tokenLabel = (series: string, number: number, deskLetter: string): string =>
  `${series}-${String(number).padStart(2, '0')}${deskLetter}`

/** The shortest end of this desk's code that no other desk's code shares; empty when there is no other desk. */
export function deskLetter(own: string, others: readonly string[]): string {
  if (others.length === 0) return ''
  for (let length = 1; length < own.length; length += 1) {
    const end = own.slice(-length)
    if (!others.some(code => code.endsWith(end))) return end
  }
  return own
}

/** Reads a token as it is typed: `w18`, `W-18`, `e 1`. Undefined when it is none. */
export function readTokenLabel(typed: string): { readonly series: string; readonly number: number } | undefined {
  const match = /^([AWFES])[\s-]?0*(\d{1,4})[A-Z0-9]{0,4}$/i.exec(typed.trim())
  return match ? { series: (match[1] ?? '').toUpperCase(), number: Number(match[2]) } : undefined
}
