import type { z } from 'zod'
import type { Outcome } from '../errors.ts'
import { adminContract } from './admin-contract.ts'
import { deskContract } from './desk-contract.ts'
import { setupContract } from './setup-contract.ts'
import { syncContract } from './sync-contract.ts'

/**
 * Everything that a screen may ask, by name. Every host serves exactly this and every test calls exactly this. Input and
 * output are JSON-safe; input is parsed on the trusted side, always.
 */
export const contract = { ...setupContract, ...deskContract, ...adminContract, ...syncContract } as const

export type Contract = typeof contract
export type ProcedureName = keyof Contract
export type Input<N extends ProcedureName> = z.output<Contract[N]['input']>
export type Output<N extends ProcedureName> = z.output<Contract[N]['output']>

/** The use case behind a procedure. A public one is given less: nobody may be signed in, and no store be open. */
export type Handler<N extends ProcedureName, Public, SignedIn> = (
  input: Input<N>,
  context: Contract[N]['access'] extends 'public' ? Public : SignedIn,
) => Outcome<Output<N>> | Promise<Outcome<Output<N>>>

/** A missing use case is a type error. */
export type Handlers<Public, SignedIn> = { readonly [N in ProcedureName]: Handler<N, Public, SignedIn> }

/** What a page or a test holds: `call('patients.get', { id })`. */
export type Call = <N extends ProcedureName>(
  name: N,
  input: z.input<Contract[N]['input']>,
) => Promise<Outcome<Output<N>>>

export const isProcedure = (name: string): name is ProcedureName => Object.hasOwn(contract, name)

/** What the clinic process tells every window. `changed` names the tables, so that screens read again what they show. */
export type ClinicEvent =
  | { readonly event: 'changed'; readonly tables: readonly string[] }
  | { readonly event: 'session' }
  | { readonly event: 'state' }
  | { readonly event: 'prints' }
  | { readonly event: 'sync' }
  | { readonly event: 'progress'; readonly task: string; readonly done: number; readonly total: number }
