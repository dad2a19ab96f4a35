import type { z } from 'zod'
import type { Permission } from '../permissions.ts'

/**
 * Who may call a procedure: `public` needs no session (first run, sign-in), `session` needs somebody signed in, anything
 * else is the permission itself.
 */
export type Access = 'public' | 'session' | Permission

/** A `query` changes nothing. A `command` carries an `intent`: the same intent again returns the first answer. */
export type ProcedureKind = 'query' | 'command'

export type Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly kind: ProcedureKind
  readonly access: Access
  readonly input: I
  readonly output: O
}

export const query = <I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O) =>
  ({ kind: 'query', access, input, output }) as const satisfies Procedure<I, O>

export const command = <I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O) =>
  ({ kind: 'command', access, input, output }) as const satisfies Procedure<I, O>
