/** Names as the words by which they are searched: Latin, lower case, without marks. */
import { latinOf } from './indic.ts'

/** `Dr. Lakshmī Nārāyaṇan` and `लक्ष्मी` alike; digits and punctuation part words. */
export function nameWords(text: string): readonly string[] {
  const latin = latinOf(text.normalize('NFC')).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return latin.match(/\p{L}+/gu) ?? []
}
