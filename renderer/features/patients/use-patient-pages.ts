import { useQueries } from '@tanstack/react-query'
import type { Output } from '../../../domain/contract/contract.ts'
import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import type { Refusal } from '../../../domain/errors.ts'
import { call } from '../../app/client.ts'

const PAGE = 100

/**
 * The rows of a long list that are on screen, and the first ones: only the pages that hold them are asked for, by the same keys
 * as `useProcedure`, so that the clinic's events keep them fresh.
 */
export function usePatientPages(text: string, from: number, to: number) {
  const first = Math.floor(Math.max(0, from) / PAGE)
  const last = Math.floor(Math.max(0, to) / PAGE)
  const numbers = [...new Set([0, ...Array.from({ length: last - first + 1 }, (_, index) => first + index)])]
  const pages = useQueries({
    queries: numbers.map(page => {
      const input = { text, offset: page * PAGE, limit: PAGE }
      return {
        queryKey: ['patients.list', input],
        queryFn: async (): Promise<Output<'patients.list'>> => {
          const outcome = await call('patients.list', input)
          return outcome.ok ? outcome.value : Promise.reject(outcome)
        },
      }
    }),
  })
  const rowAt = (index: number): PatientBrief | undefined =>
    pages[numbers.indexOf(Math.floor(index / PAGE))]?.data?.patients[index % PAGE]
  /** Where somebody is among the rows that are here. */
  const indexOf = (id: string): number | undefined => {
    for (const [at, number] of numbers.entries()) {
      const row = pages[at]?.data?.patients.findIndex(patient => patient.id === id) ?? -1
      if (row >= 0) return number * PAGE + row
    }
    return undefined
  }
  const error = pages.find(page => page.error)?.error as Refusal | null | undefined
  const retry = () => pages.forEach(page => void page.refetch())
  return { rowAt, indexOf, total: pages.find(page => page.data)?.data?.total, error: error ?? null, retry }
}
