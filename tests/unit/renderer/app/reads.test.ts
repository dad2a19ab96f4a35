import { describe, expect, test } from 'vitest'
import { contract, isProcedure } from '../../../../domain/contract/contract.ts'
import { localTables, syncedTables } from '../../../../domain/tables/all.ts'
import { reads, touches } from '../../../../renderer/app/reads.ts'
import { isTouchedBy } from '../../../../renderer/app/use-procedure.ts'

const known = [...syncedTables, ...localTables].map(table => table.name)

describe('which answers an event makes old', () => {
  test('is declared for every query of the contract and for nothing else', () => {
    const queries = Object.entries(contract).filter(([, procedure]) => procedure.kind === 'query')
    expect(Object.keys(reads).toSorted()).toEqual(queries.map(([name]) => name).toSorted())
    expect(Object.keys(reads).every(isProcedure)).toBe(true)
  })
  test('names only tables that exist', () => {
    const named = new Set(Object.values(reads).flat() as string[])
    named.delete('*')
    named.delete('backup')
    expect([...named].filter(name => !known.some(table => table === name))).toEqual([])
  })
  test('follows the tables of a change', () => {
    expect(touches('queue.board', ['token'])).toBe(true)
    expect(touches('practitioners.list', ['token'])).toBe(false)
    expect(touches('audit.list', ['token'])).toBe(true)
  })
  test('reads all again when the line to the clinic was down', () => {
    for (const name of Object.keys(reads) as (keyof typeof reads)[]) {
      expect(isTouchedBy({ event: 'state' }, name), name).toBe(true)
    }
  })
  test('leaves screens alone when only a session or a print changed', () => {
    expect(isTouchedBy({ event: 'session' }, 'app.state')).toBe(true)
    expect(isTouchedBy({ event: 'session' }, 'queue.board')).toBe(false)
    expect(isTouchedBy({ event: 'prints' }, 'prints.pending')).toBe(true)
    expect(isTouchedBy({ event: 'prints' }, 'queue.board')).toBe(false)
    expect(isTouchedBy({ event: 'sync' }, 'app.state')).toBe(true)
    expect(isTouchedBy({ event: 'sync' }, 'queue.board')).toBe(false)
    expect(isTouchedBy({ event: 'progress', task: 'sample', done: 1, total: 2 }, 'app.state')).toBe(false)
  })
})
