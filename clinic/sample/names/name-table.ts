/** A part of a name as it is written in Latin letters and in the native script. */
export type NamePart = { readonly latin: string; readonly native: string }

type NativeScript = 'devanagari' | 'tamil'

/** How a full name is put together from its parts. */
type NamePattern =
  /** Given name, father's or husband's given name, family name: Rukmini Suresh Deshpande. */
  | 'given-father-family'
  | 'given-family'
  /** Given name and the father's or husband's given name, often as an initial: Selvi Rajan, Tamilselvi N. */
  | 'given-father'

export type NameTable = {
  readonly region: string
  readonly script: NativeScript
  readonly pattern: NamePattern
  readonly male: readonly NamePart[]
  readonly female: readonly NamePart[]
  /** Empty where there are no family names. */
  readonly family: readonly NamePart[]
}

/** Reads `Suresh सुरेश, Harpreet Singh हरप्रीत सिंह`: words in Latin letters first, then the same in the native script. */
export function parts(text: string): readonly NamePart[] {
  return text.split(',').map(pair => {
    const words = pair.trim().split(/\s+/)
    const split = words.findIndex(word => !/^[\p{Script=Latin}’]+$/u.test(word))
    if (split < 1) throw new Error(`not a pair of a name: ${pair}`)
    return { latin: words.slice(0, split).join(' '), native: words.slice(split).join(' ') }
  })
}
