import type { ClinicEvent } from '../../domain/contract/contract.ts'
import type { Outcome } from '../../domain/errors.ts'

/** What a host needs of the clinic: the one edge, its events and a clean end. */
export type HostedClinic = {
  call(name: string, input: unknown, window: string): Promise<Outcome<unknown>>
  on(listener: (event: ClinicEvent) => void): () => void
  /** Locks the session: nobody is at the screen any more. */
  lock(): void
  close(): void | Promise<void>
}
