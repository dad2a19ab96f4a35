/**
 * The printers of the stand-in. A job becomes a PDF and a JSON file with its options in the folder named by
 * ELECTRON_STAND_IN_PRINTER; a file `fault` in that folder holds the reason for which every job fails until it is removed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const MICRONS_PER_INCH = 25_400
const INCHES: Readonly<Record<string, readonly [number, number]>> = {
  A4: [8.27, 11.69],
  A5: [5.83, 8.27],
  Letter: [8.5, 11],
}

type PageSize = string | { readonly width: number; readonly height: number }
export type PrintOptions = {
  readonly silent?: boolean
  readonly printBackground?: boolean
  readonly deviceName?: string
  readonly landscape?: boolean
  readonly copies?: number
  readonly pageSize?: PageSize
  readonly margins?: { readonly marginType?: string }
  readonly usePrinterDefaultPageSize?: boolean
}

export const printers = [
  {
    name: 'stand-in-thermal',
    displayName: 'Stand-in thermal printer',
    description: 'Paper roll of 80 mm',
    options: {},
  },
  { name: 'stand-in-laser', displayName: 'Stand-in laser printer', description: 'Sheets of A4', options: {} },
]

/** Chromium's options for a page size given as Electron's print does, in microns or by name. */
function paper(pageSize: PageSize): object {
  if (typeof pageSize === 'object') {
    return { paperWidth: pageSize.width / MICRONS_PER_INCH, paperHeight: pageSize.height / MICRONS_PER_INCH }
  }
  const size = INCHES[pageSize]
  if (!size) throw new Error(`The stand-in knows no paper called ${pageSize}`)
  return { paperWidth: size[0], paperHeight: size[1] }
}

const noMargins = { marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 }

/** Prints silently; the reason is empty when the job left. Throws on options that Electron refuses as well. */
export async function printJob(options: PrintOptions, toPdf: (params: object) => Promise<Buffer>): Promise<string> {
  if (!options.silent) throw new Error('The stand-in has no print dialog: print with silent: true')
  if (options.pageSize && options.usePrinterDefaultPageSize)
    throw new Error('pageSize and usePrinterDefaultPageSize exclude each other')
  const device = options.deviceName || printers[0]?.name
  if (!printers.some(({ name }) => name === device)) return 'Invalid deviceName provided'
  const folder = process.env.ELECTRON_STAND_IN_PRINTER
  const fault = folder && path.join(folder, 'fault')
  if (fault && existsSync(fault)) return readFileSync(fault, 'utf8').trim() || 'Print job failed'
  const pdf = await toPdf({
    ...paper(options.pageSize ?? 'A4'), // Electron prints A4 when it is told nothing
    ...(options.margins?.marginType === 'none' ? noMargins : {}),
    landscape: options.landscape ?? false,
    printBackground: options.printBackground ?? false,
  })
  if (folder) {
    const number = String(readdirSync(folder).filter(file => file.endsWith('.pdf')).length + 1).padStart(3, '0')
    writeFileSync(path.join(folder, `${number}-${device}.json`), JSON.stringify(options))
    writeFileSync(path.join(folder, `${number}-${device}.pdf`), pdf)
  }
  return ''
}

export type PdfOptions = {
  readonly landscape?: boolean
  readonly printBackground?: boolean
  readonly preferCSSPageSize?: boolean
  readonly pageSize?: PageSize
  readonly margins?: {
    readonly top?: number
    readonly bottom?: number
    readonly left?: number
    readonly right?: number
  }
}

/** Chromium's options for `printToPDF`, where Electron measures a page size in inches. */
export function pdfParams({ landscape, printBackground, preferCSSPageSize, pageSize, margins }: PdfOptions): object {
  const size =
    typeof pageSize === 'object'
      ? { paperWidth: pageSize.width, paperHeight: pageSize.height }
      : pageSize
        ? paper(pageSize)
        : {}
  return {
    landscape: landscape ?? false,
    printBackground: printBackground ?? false,
    preferCSSPageSize: preferCSSPageSize ?? false,
    ...size,
    ...(margins && {
      marginTop: margins.top,
      marginBottom: margins.bottom,
      marginLeft: margins.left,
      marginRight: margins.right,
    }),
  }
}
