import { type Paise, paise } from './money.ts'

/** Indian grouping of a non-negative integer: the last three digits, then pairs. `12345678` → `1,23,45,678`. */
export function groupIndian(digits: string): string {
  const head = digits.slice(0, -3)
  const tail = digits.slice(-3)
  return head === '' ? tail : `${head.replace(/\B(?=(\d{2})+$)/g, ',')},${tail}`
}

/** `123456789` paise → `12,34,567.89`; negative amounts carry a true minus sign. */
export function formatAmount(amount: Paise): string {
  const magnitude = Math.abs(amount)
  const rupees = groupIndian(String(Math.floor(magnitude / 100)))
  const fraction = String(magnitude % 100).padStart(2, '0')
  return `${amount < 0 ? '−' : ''}${rupees}.${fraction}`
}

/** With the rupee sign: `₹1,23,456.00`, `−₹35.00`. */
export const formatRupees = (amount: Paise): string =>
  amount < 0 ? `−₹${formatAmount(paise(-amount))}` : `₹${formatAmount(amount)}`

/**
 * Reads what a person types as an amount: `1,23,456.5`, `₹500`, `500`. Undefined when it is not an amount of at most two
 * decimals, is negative, or is above ₹1,00,00,00,000.
 */
export function parseAmount(typed: string): Paise | undefined {
  const match = /^₹?\s*(\d[\d,]*)(?:\.(\d{0,2}))?$/.exec(typed.trim())
  if (!match) return undefined
  const rupees = Number((match[1] ?? '').replaceAll(',', ''))
  const amount = rupees * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return amount <= 100_000_000_000 ? paise(amount) : undefined
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function belowHundred(n: number): string {
  if (n < 20) return ONES[n] ?? ''
  const one = n % 10
  return `${TENS[Math.floor(n / 10)] ?? ''}${one === 0 ? '' : `-${ONES[one] ?? ''}`}`
}

const SCALES = [
  [10_000_000, 'crore', 'करोड़'],
  [100_000, 'lakh', 'लाख'],
  [1_000, 'thousand', 'हज़ार'],
  [100, 'hundred', 'सौ'],
] as const

function inWords(n: number, small: (n: number) => string, name: 1 | 2): string {
  for (const scale of SCALES) {
    const [size] = scale
    if (n < size) continue
    const rest = n % size
    const head = `${inWords(Math.floor(n / size), small, name)} ${scale[name]}`
    return rest === 0 ? head : `${head} ${inWords(rest, small, name)}`
  }
  return small(n)
}

const HINDI =
  'शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे'.split(
    ' ',
  )

/**
 * The amount in words of the Indian system, as documents carry it:
 * `306500` → `Rupees three thousand sixty-five only`; paise are named when there are any.
 */
export function amountInWords(amount: Paise, language: 'en' | 'hi' = 'en'): string {
  const magnitude = Math.abs(amount)
  const rupees = Math.floor(magnitude / 100)
  const rest = magnitude % 100
  if (language === 'hi') {
    const words = (n: number) => inWords(n, k => HINDI[k] ?? '', 2)
    const minus = amount < 0 ? 'ऋण ' : ''
    return `${minus}${words(rupees)} रुपये${rest === 0 ? '' : ` ${words(rest)} पैसे`} मात्र`
  }
  const words = (n: number) => inWords(n, belowHundred, 1)
  const minus = amount < 0 ? 'minus ' : ''
  return `Rupees ${minus}${words(rupees)}${rest === 0 ? '' : ` and ${words(rest)} paise`} only`
}
