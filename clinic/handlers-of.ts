import type { Handlers, ProcedureName } from '../domain/contract/contract.ts'
import type { Public, SignedIn } from './desk.ts'

/** The use cases behind some procedures of the contract. */
export type HandlersOf<N extends ProcedureName> = Pick<Handlers<Public, SignedIn>, N>
export type AllHandlers = Handlers<Public, SignedIn>
