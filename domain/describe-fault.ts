/**
 * Keeps a fault readable without patient data: quoted text and rows of four or more digits, where names, numbers and
 * phones would stand, are blanked. From the first quotation mark to the last of its kind, for what is quoted may quote.
 */
export const redact = (text: string): string =>
  text
    .replace(/"[^]*"|'[^]*'|“[^]*”|`[^]*`/g, '…')
    .replace(/\p{Nd}(?:[\s-]?\p{Nd}){3,}/gu, '#')
    .slice(0, 500)

/** What a thrown value says of itself: its redacted message, and the places of the stack, which name only our files. */
export function describeFault(fault: unknown): { readonly fault: string; readonly where: string } {
  if (!(fault instanceof Error)) return { fault: typeof fault, where: '' }
  const places = (fault.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return {
    fault: `${fault.name}: ${redact(fault.message)}`,
    where: places
      .slice(0, 8)
      .map(line => line.trim().replace(/(?:file:\/\/)?[^\s(]*\/([^/\s]+\/[^/\s]+)$/, '$1'))
      .join(' < '),
  }
}
