import type { Printable } from '../../domain/contract/shapes.ts'
import { assertNever, ok, type Outcome, refuse } from '../../domain/errors.ts'
import type { Permission } from '../../domain/permissions.ts'
import type { Reader } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import type { CopyPrinted } from './frame.ts'
import { creditNotePaper, invoicePaper } from './invoice-paper.ts'
import { tokenPaper } from './token-paper.ts'

export type DocumentRef = { readonly documentKind: Printable['documentKind']; readonly documentId: string }

/** A document as it goes on paper, whatever it is. */
export function paperOf(
  { documentKind, documentId }: DocumentRef,
  reader: Reader,
  timeZone: string,
  printed?: CopyPrinted,
): Outcome<Printable> {
  const paper = paperOfKind(documentKind, reader, documentId, timeZone, printed)
  return paper ? ok(paper) : refuse('not-found', { what: documentKind })
}

function paperOfKind(
  kind: DocumentRef['documentKind'],
  ...[reader, id, timeZone, printed]: [Reader, string, string, CopyPrinted | undefined]
): Printable | undefined {
  switch (kind) {
    case 'invoice':
      return invoicePaper(reader, id, timeZone, printed)
    case 'creditNote':
      return creditNotePaper(reader, id, timeZone, printed)
    case 'token':
      return tokenPaper(reader, id, timeZone, printed)
    default:
      return assertNever(kind)
  }
}

/** Printing shows what the document says, so whoever prints must be allowed to read it. */
export function mayRead(kind: DocumentRef['documentKind'], { person }: Pick<SignedIn, 'person'>): Outcome<null> {
  const permission: Permission = kind === 'token' ? 'queue.read' : 'billing.read'
  return person.permissions.has(permission) ? ok(null) : refuse('not-allowed', { permission })
}
