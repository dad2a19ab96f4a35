/** The ten digits of a number as typed or scanned: `+91 98220-41763`, `098220 41763` and `9822041763` are the same. */
export function phoneDigits(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '')
  if (digits.length === 12 && digits.startsWith('91')) return digits.slice(2)
  if (digits.length === 11 && digits.startsWith('0')) return digits.slice(1)
  return digits.slice(0, 10)
}

/** E.164 of a whole Indian mobile number; undefined while it is not one. */
export function toE164(typed: string): string | undefined {
  const digits = phoneDigits(typed)
  return /^[6-9]\d{9}$/.test(digits) ? `+91${digits}` : undefined
}

/** As a number is read aloud: five and five. */
export const groupPhone = (digits: string): string =>
  digits.length > 5 ? `${digits.slice(0, 5)} ${digits.slice(5)}` : digits
