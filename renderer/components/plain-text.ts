import type { Instant } from '../../domain/time.ts'
import type { Language } from '../i18n/i18n.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** `23 Nov 2026, 10:42`, in the clinic's zone when one is given, else in that of this PC. */
export function dateTimeText(instant: Instant, language: Language, zone?: string): string {
  const key = `${language} ${zone ?? ''}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN', {
      day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
      ...(zone !== undefined && { timeZone: zone }),
    }) // prettier-ignore
    formats.set(key, format)
  }
  return format.format(new Date(instant))
}

/** `12.4 MB`; a megabyte has 1,000,000 bytes, as disks count. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}
