import { errors, type Refusal } from '../../domain/errors.ts'

/** The sentence of a refusal. */
export const fill = ({ code, params }: Refusal): string =>
  errors[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
