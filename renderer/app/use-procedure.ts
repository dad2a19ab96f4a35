import { QueryClient, keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ClinicEvent, Contract, Output } from '../../domain/contract/contract.ts'
import type { Outcome, Refusal } from '../../domain/errors.ts'
import { call, onEvent } from './client.ts'
import { type CommandName, type QueryName, touches } from './reads.ts'

export type SentInput<N extends keyof Contract> = z.input<Contract[N]['input']>

/** The clinic process is on this machine: nothing is stale until it says so, and a refusal is an answer, not a fault. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

/**
 * Asks a query of the contract and keeps the answer fresh. `data` is the value itself, `error` the refusal.
 * @param options.keep shows the last answer while a changed input is being asked, so that nothing shifts
 */
export function useProcedure<N extends QueryName>(
  name: N,
  input: SentInput<N>,
  options: { readonly enabled?: boolean; readonly keep?: boolean } = {},
): UseQueryResult<Output<N>, Refusal> {
  const result = useQuery<unknown, Refusal>({
    queryKey: [name, input],
    queryFn: async () => {
      const outcome = await call(name, input)
      return outcome.ok ? outcome.value : Promise.reject(outcome)
    },
    enabled: options.enabled ?? true,
    ...(options.keep === true && { placeholderData: keepPreviousData }),
  })
  // The library cannot follow a type that depends on the procedure's name; `call` above has it right.
  return result as UseQueryResult<Output<N>, Refusal>
}

/** What the door itself shows: it is read again when another person comes, and also under the lock. */
const ofTheDoor: readonly QueryName[] = ['app.state', 'session.current', 'session.tiles', 'preferences.get']

/** What says how the exchange with headquarters stands. */
const ofSending: readonly QueryName[] = ['app.state', 'sync.status', 'sync.devices']

/** Which cached answers an event makes old. Pure, so that a test can hold every event against every query. */
export function isTouchedBy(event: ClinicEvent, name: QueryName): boolean {
  switch (event.event) {
    case 'changed':
      return touches(name, event.tables)
    case 'session':
      return ofTheDoor.includes(name)
    case 'prints':
      return name === 'prints.pending' || name === 'prints.job'
    case 'sync':
      return ofSending.includes(name)
    case 'state':
      return true
    case 'progress':
      return false
  }
}

/**
 * Mounted once, at the root: turns the clinic's events into fresh answers. While the screen is locked the screens beneath it
 * only learn that they are old; they read again when the same person is back.
 */
export function useFreshAnswers(locked: boolean): void {
  const client = useQueryClient()
  useEffect(
    () =>
      onEvent(event => {
        const touched = (name: unknown) => isTouchedBy(event, name as QueryName)
        const atDoor = (name: unknown) => ofTheDoor.includes(name as QueryName)
        void client.invalidateQueries({
          predicate: ({ queryKey: [name] }) => touched(name) && (!locked || atDoor(name)),
        })
        if (locked)
          void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => touched(name), refetchType: 'none' })
      }),
    [client, locked],
  )
  useEffect(() => {
    if (!locked) void client.refetchQueries({ stale: true, type: 'active' })
  }, [client, locked])
}

/** What one person was shown is not kept for the next. */
export function useForgetAnswers(userId: string | undefined): void {
  const client = useQueryClient()
  const before = useRef(userId)
  useEffect(() => {
    if (before.current === userId) return
    before.current = userId
    client.removeQueries({
      type: 'inactive',
      predicate: ({ queryKey: [name] }) => !ofTheDoor.includes(name as QueryName),
    })
  }, [client, userId])
}

export type Command<N extends CommandName> = {
  readonly run: (input: SentInput<N>) => Promise<Outcome<Output<N>>>
  readonly busy: boolean
}

/**
 * A command of the contract. While one runs, the same intent again (double click, double Enter) is the same promise; so
 * one meaning gives one call, and the store makes one document of it even if two calls arrive.
 */
export function useCommand<N extends CommandName>(name: N): Command<N> {
  const [busy, setBusy] = useState(false)
  const running = useRef(new Map<string, Promise<Outcome<Output<N>>>>())
  const run = useCallback(
    (input: SentInput<N>) => {
      const key = 'intent' in input ? String(input.intent) : JSON.stringify(input)
      const before = running.current.get(key)
      if (before) return before
      const promise = call(name, input).finally(() => {
        running.current.delete(key)
        if (running.current.size === 0) setBusy(false)
      })
      running.current.set(key, promise)
      setBusy(true)
      return promise
    },
    [name],
  )
  return { run, busy }
}
