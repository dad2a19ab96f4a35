import type { PaperFormat } from './pair.tsx'

const MM_PER_PIXEL = 25.4 / 96

/** The height of what is laid out, in millimetres, rounded up so that the last line never falls on a second sheet. */
export const heightInMm = (element: Element): number =>
  Math.ceil(element.getBoundingClientRect().height * MM_PER_PIXEL + 1)

/** The sheet that the printer gets: A5 as it is, a roll cut after the last line. The paper brings its own margins. */
export const pageRule = (format: PaperFormat, heightMm: number): string =>
  format === 'A5'
    ? '@page { size: A5 portrait; margin: 0 }'
    : `@page { size: ${format} ${Math.max(40, heightMm)}mm; margin: 0 }`

/**
 * Gives this page a sheet size until the returned function is called. A constructed style sheet, because the content
 * security policy allows no inline one.
 */
export function adoptPageRule(rule: string): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rule)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet)
  }
}
