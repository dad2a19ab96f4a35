import { z } from 'zod'

export const id = z.uuid()
export const instant = z.iso.datetime({ precision: 3 })
export const date = z.iso.date()
export const amount = z.int()
export const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine(value => value.isWellFormed() && !value.includes('\0'), 'holds characters that cannot be kept')
export const required = (max: number) => plain(max).refine(value => value.trim() !== '', 'must not be empty')
/** E.164 of an Indian number: `+919822041763`. */
export const phone = z.string().regex(/^\+91[6-9]\d{9}$/)
