/**
 * How an Indian name sounds, as a key: names that are spelt differently and spoken alike share it (Lakshmi, Laxmi,
 * Lakshmy; Chaudhary, Choudhury; Suneeta, Sunita). It keeps the consonants in classes and the first vowel; the key of
 * the beginning of a name is the beginning of its key, so that a search may go on while a person types.
 */

const respellings: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/([kc])sh|kch/g, 'ks'],
  [/chh?/g, 'C'],
  [/sh/g, 's'],
  [/zh/g, 'l'],
  [/ph/g, 'f'],
  [/([bdgjkt])h/g, '$1'],
  [/w(?![aeiouy])/g, 'u'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/n(?=[bpfm])/g, 'm'],
  [/(?<=[^aeiouy])y(?=[^aeiouy])/g, 'ai'],
  [/(?<=[aeiou])h(?![aeiou])/g, ''],
  [/(?<=[^aeiou])h/g, ''],
  [/ee|ii|ea/g, 'i'],
  [/oo|uu/g, 'u'],
  [/aa/g, 'a'],
  [/a[iy]|e[iy]/g, 'e'],
  [/[ao]u/g, 'o'],
]

/** The key of one lower-case Latin word; empty for a word without letters. */
export function soundKey(word: string): string {
  let text = word.replace(/[^a-z]/g, '')
  for (const [from, to] of respellings) text = text.replace(from, to)
  text = text.replace(/(.)\1+/g, '$1')
  const first = /[aeiouy]/.exec(text)
  if (first === null) return text
  const head = text.slice(0, first.index + 1)
  return (head + text.slice(first.index + 1).replace(/[aeiouy]/g, '')).replace(/(.)\1+/g, '$1')
}

const classes: Readonly<Record<string, string>> = { g: 'k', d: 't', b: 'p', f: 'p', C: 's', j: 's', e: 'i', o: 'u' }

/** A rougher key without voice: Tamil writes one letter for k and g, t and d, p and b, s and ch. */
export function roughKey(word: string): string {
  return soundKey(word)
    .replace(/[gdbfCjeo]/g, letter => classes[letter] ?? letter)
    .replace(/(.)\1+/g, '$1')
}
