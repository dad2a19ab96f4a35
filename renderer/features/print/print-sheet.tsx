import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Printable } from '../../../domain/contract/shapes.ts'
import { adoptPageRule, heightInMm, pageRule } from './page-size.ts'
import type { PaperFormat } from './pair.tsx'
import { Receipt } from './receipt.tsx'

/**
 * The browser's way to paper: the document is laid out on a sheet of its own over this page, and everything else is hidden
 * while the browser prints. No second window that a blocker could stop, and the same component as the preview.
 */
export async function printSheet(printable: Printable, format: PaperFormat): Promise<void> {
  const page = document.documentElement
  const sheet = document.createElement('div')
  sheet.className = 'print-sheet'
  document.body.append(sheet)
  const root = createRoot(sheet)
  const title = document.title
  let withdraw = (): void => undefined
  try {
    flushSync(() => root.render(<Receipt printable={printable} format={format} />))
    await document.fonts.ready
    withdraw = adoptPageRule(pageRule(format, heightInMm(sheet)))
    page.dataset['printing'] = ''
    document.title = printable.number === '' ? printable.title : printable.number.replaceAll('/', '-')
    window.print()
  } finally {
    delete page.dataset['printing']
    document.title = title
    withdraw()
    root.unmount()
    sheet.remove()
  }
}
