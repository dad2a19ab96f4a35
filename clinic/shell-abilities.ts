import type { Outcome } from '../domain/errors.ts'
import type { KeyStore } from './desk.ts'
import { type AbilityInput, type AbilityOutput, type RpcOutcome, type ShellAbility, shellAbilities } from './rpc.ts'
import type { ShellPort } from './shell-port.ts'

export type AskShell = {
  ask<A extends ShellAbility>(ability: A, input: AbilityInput<A>): Promise<Outcome<AbilityOutput<A>>>
  /** An answer of the shell, by the id of what was asked. */
  answer(id: number, outcome: RpcOutcome): void
}

/** Asks the shell for what only it can do, with the answer parsed. */
export function askShell(port: ShellPort): AskShell {
  const waiting = new Map<number, (outcome: RpcOutcome) => void>()
  let last = 0
  return {
    async ask(ability, input) {
      const id = (last += 1)
      const outcome = await new Promise<RpcOutcome>(resolve => {
        waiting.set(id, resolve)
        port.postMessage({ kind: 'ask', id, ability, input })
      })
      return outcome.ok ? { ok: true, value: outputs[ability].output.parse(outcome.value) } : outcome
    },
    answer(id, outcome) {
      waiting.get(id)?.(outcome)
      waiting.delete(id)
    },
  }
}

type Parses<T> = { readonly parse: (value: unknown) => T }
const outputs: { readonly [A in ShellAbility]: { readonly output: Parses<AbilityOutput<A>> } } = shellAbilities

/** The key as the operating system keeps it. A key that was lost reads as none: the recovery key opens then. */
export function systemKeyStore({ ask }: Pick<AskShell, 'ask'>): KeyStore {
  return {
    async load() {
      const outcome = await ask('unsealKey', null)
      if (outcome.ok)
        return outcome.value.key === null ? null : Buffer.from(outcome.value.key, 'base64').toString('hex')
      if (outcome.code === 'key-lost') return null
      throw new Error(`the shell gave no key: ${outcome.code}`)
    },
    async save(hex) {
      const outcome = await ask('sealKey', { key: Buffer.from(hex, 'hex').toString('base64') })
      if (!outcome.ok) throw new Error(`the shell kept no key: ${outcome.code}`)
    },
  }
}
