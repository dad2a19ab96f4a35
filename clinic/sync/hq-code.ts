import { type ErrorCode, type ErrorParams, errors, refuse, type Refusal } from '../../domain/errors.ts'

/** A refusal of headquarters as this version knows it; a newer HQ may have words that are not in the catalogue here. */
export const refusalOf = (code: string, params: ErrorParams = {}): Refusal =>
  isKnown(code) ? refuse(code, params) : refuse('hq-refused', { code: code.slice(0, 60) })

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errors, code)
