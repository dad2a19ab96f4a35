import { describe, expect, test } from 'vitest'
import {
  type SearchCommand, matchingCommands, onlyResult, routeOfResult, searchResults,
} from '../../../../renderer/app/search-results.ts' // prettier-ignore
import type { Output } from '../../../../domain/contract/contract.ts'

const nothing = (): void => undefined
const commands: readonly SearchCommand[] = [
  { id: 'go-today', label: 'Go to Today', run: nothing },
  { id: 'lock', label: 'Lock', run: nothing },
  { id: 'settings', label: 'सेटिंग', run: nothing },
]
const id = '01a204fd-0235-7155-ac48-976aeda40b31'
const found: Output<'search.find'> = {
  patients: [
    {
      id, name: 'Rukmini Deshpande', nativeName: '', mrn: 'KTH-1', sex: 'female', age: null, ageEstimated: false,
      phone: null, phoneRelation: '', due: 0,
    },
  ],
  tokens: [],
  documents: [
    {
      invoiceId: id, number: 'A1K7-26/000123', kind: 'receipt', date: '2026-11-23', patientId: id,
      patientName: 'Rukmini Deshpande', total: 50000, paid: 50000, due: 0, cancelledBy: null,
    },
  ],
} // prettier-ignore

describe('the search list', () => {
  test('shows all commands before anything is typed', () => {
    expect(searchResults(undefined, commands, '').map(result => result.key)).toEqual([
      'command-go-today',
      'command-lock',
      'command-settings',
    ])
  })
  test('finds a command by the beginning of its words in any order', () => {
    expect(matchingCommands(commands, 'tod g').map(command => command.id)).toEqual(['go-today'])
    expect(matchingCommands(commands, 'सेट').map(command => command.id)).toEqual(['settings'])
    expect(matchingCommands(commands, 'ock')).toEqual([])
  })
  test('puts people and documents before commands', () => {
    expect(searchResults(found, commands, 'lo').map(result => result.kind)).toEqual(['patient', 'document', 'command'])
  })
  test('leaves no doubt when one thing is found, or nothing but a command', () => {
    expect(onlyResult(searchResults({ ...found, documents: [] }, commands, 'ruk'))?.key).toBe(`patient-${id}`)
    expect(onlyResult(searchResults(found, commands, 'x'))).toBeUndefined()
    expect(onlyResult(searchResults({ ...found, patients: [], documents: [] }, commands, 'lo'))?.key).toBe(
      'command-lock',
    )
  })
  test('leads to the screen of what was found', () => {
    expect(searchResults(found, [], 'x').map(routeOfResult)).toEqual([
      { screen: 'patient', id },
      { screen: 'document', invoiceId: id },
    ])
  })
})
