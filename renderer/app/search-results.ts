import type { Output } from '../../domain/contract/contract.ts'
import type { ActionId } from './actions.ts'
import type { Route } from './routes.ts'

type Found = Output<'search.find'>

export type SearchCommand = { readonly id: ActionId; readonly label: string; readonly run: () => void }

export type SearchResult =
  | { readonly kind: 'patient'; readonly key: string; readonly patient: Found['patients'][number] }
  | { readonly kind: 'token'; readonly key: string; readonly token: Found['tokens'][number] }
  | { readonly kind: 'document'; readonly key: string; readonly document: Found['documents'][number] }
  | { readonly kind: 'command'; readonly key: string; readonly command: SearchCommand }

const fold = (text: string): string => text.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '')

/** Commands whose words begin with what is typed; all of them when nothing is. */
export function matchingCommands(commands: readonly SearchCommand[], text: string): readonly SearchCommand[] {
  const asked = fold(text).split(/\s+/).filter(Boolean)
  return commands.filter(({ label }) => {
    const words = fold(label).split(/\s+/)
    return asked.every(part => words.some(word => word.startsWith(part)))
  })
}

/**
 * One list: tokens of today first, because whoever types a token means it; then patients, documents and commands.
 * @param found the answer for exactly what is typed, or undefined while it is awaited
 */
export function searchResults(
  found: Found | undefined,
  commands: readonly SearchCommand[],
  text: string,
): readonly SearchResult[] {
  return [
    ...(found?.tokens ?? []).map(token => ({ kind: 'token', key: `token-${token.id}`, token }) as const),
    ...(found?.patients ?? []).map(patient => ({ kind: 'patient', key: `patient-${patient.id}`, patient }) as const),
    ...(found?.documents ?? []).map(
      document => ({ kind: 'document', key: `document-${document.invoiceId}`, document }) as const,
    ),
    ...matchingCommands(commands, text).map(
      command => ({ kind: 'command', key: `command-${command.id}`, command }) as const,
    ),
  ]
}

/** What an unseen list leaves no doubt about: the one thing that was found, or the first command when nothing was. */
export function onlyResult(results: readonly SearchResult[]): SearchResult | undefined {
  const found = results.filter(({ kind }) => kind !== 'command')
  return found.length > 1 ? undefined : (found[0] ?? results[0])
}

/** Where a result leads; a command leads nowhere, it is run. */
export function routeOfResult(result: SearchResult): Route | undefined {
  switch (result.kind) {
    case 'patient':
      return { screen: 'patient', id: result.patient.id }
    case 'token':
      return { screen: 'today' }
    case 'document':
      return { screen: 'document', invoiceId: result.document.invoiceId }
    case 'command':
      return undefined
  }
}
