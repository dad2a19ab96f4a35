/** What stands on the paper: the prints that reached the printer, and the text of their PDF. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import type { Pc } from './application.ts'

/** The prints of a PC, oldest first. */
export const papersOf = ({ printer }: Pick<Pc, 'printer'>): readonly string[] =>
  readdirSync(printer)
    .filter(file => file.endsWith('.pdf'))
    .toSorted()
    .map(file => path.join(printer, file))

/** The options with which a print was asked for: device, paper, silence. */
export const optionsOf = (paper: string): Record<string, unknown> =>
  JSON.parse(readFileSync(paper.replace(/\.pdf$/, '.json'), 'utf8')) as Record<string, unknown>

/** The signs of a font by the code of a glyph, and how many hexadecimal digits a code has. */
type Font = { readonly signs: ReadonlyMap<number, string>; readonly digits: 2 | 4 }

/** The words of a PDF as Chromium writes it: every shown glyph through its font's own table, a space between lines. */
export function textOf(file: string): string {
  const pdf = readFileSync(file)
  const objects = objectsOf(pdf)
  const parts: string[] = []
  for (const { dictionary } of objects.values()) {
    if (!/\/Type\s*\/Page\b/.test(dictionary)) continue
    const fonts = fontsOf(dictionary, objects)
    for (const id of references(/\/Contents\s+((?:\[[^\]]*\])|(?:\d+ 0 R))/.exec(dictionary)?.[1] ?? ''))
      parts.push(shownText(streamOf(objects.get(id)), fonts))
  }
  return parts.join(' ').replaceAll(/\s+/g, ' ').trim()
}

type PdfObject = { readonly dictionary: string; readonly stream: Buffer | undefined }

function objectsOf(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString('latin1')
  const found = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\r?\n?/g)) {
    const from = match.index + match[0].length
    const streamAt = text.indexOf('stream', from)
    const endAt = text.indexOf('endobj', from)
    const hasStream = streamAt !== -1 && streamAt < endAt
    const dictionary = text.slice(from, hasStream ? streamAt : endAt)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const begin = streamAt + (text.startsWith('stream\r\n', streamAt) ? 8 : 7)
    found.set(Number(match[1]), { dictionary, stream: hasStream ? pdf.subarray(begin, begin + length) : undefined })
  }
  return found
}

function streamOf(object: PdfObject | undefined): string {
  if (!object?.stream) return ''
  return (object.dictionary.includes('/FlateDecode') ? inflateSync(object.stream) : object.stream).toString('latin1')
}

const references = (text: string): readonly number[] => [...text.matchAll(/(\d+) 0 R/g)].map(match => Number(match[1]))

/** Follows one reference when the value of a name is not written in place. */
function resolved(name: string, dictionary: string, objects: ReadonlyMap<number, PdfObject>): string {
  const at = new RegExp(`/${name}\\s+(\\d+) 0 R`).exec(dictionary)?.[1]
  return at === undefined ? dictionary : (objects.get(Number(at))?.dictionary ?? '')
}

function fontsOf(page: string, objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, Font> {
  const listed = resolved('Font', resolved('Resources', page, objects), objects)
  return new Map(
    [...listed.matchAll(/\/(F\d+)\s+(\d+) 0 R/g)].map(([, name = '', id]) => {
      const font = objects.get(Number(id))?.dictionary ?? ''
      const table = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1]
      // Chromium writes variable fonts as drawings, with codes of one byte.
      const digits = /\/Subtype\s*\/Type3/.test(font) ? 2 : 4
      return [name, { signs: signsOf(streamOf(objects.get(Number(table)))), digits }]
    }),
  )
}

const unicode = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map(unit => String.fromCharCode(Number.parseInt(unit, 16))).join('')

function signsOf(map: string): ReadonlyMap<number, string> {
  const signs = new Map<number, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', sign = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      signs.set(Number.parseInt(code, 16), unicode(sign))
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', until = '', sign = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const first = Number.parseInt(from, 16)
      for (let code = first; code <= Number.parseInt(until, 16); code++)
        signs.set(code, String.fromCharCode(Number.parseInt(sign, 16) + code - first))
    }
  return signs
}

/** Follows the text operators of a content stream: fonts, glyphs, and the end of each piece of text as a space. */
function shownText(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font = { signs: new Map(), digits: 4 }
  let text = ''
  for (const [, name, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-F]*)>\s*Tj|\bET\b/gi)) {
    if (name !== undefined) font = fonts.get(name) ?? font
    else if (hex === undefined) text += '\n'
    else
      text += codesOf(hex, font.digits)
        .map(code => font.signs.get(code) ?? '')
        .join('')
  }
  return text
}

const codesOf = (hex: string, digits: number): readonly number[] =>
  Array.from({ length: hex.length / digits }, (_, at) => Number.parseInt(hex.slice(at * digits, (at + 1) * digits), 16))
