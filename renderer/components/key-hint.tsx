import { type ActionId, actionRow } from '../app/actions.ts'
import { chordText } from '../app/chord.ts'

/** The key of an action, as written on a button. `digit` chooses one of a family (Alt 2). */
export function KeyHint({
  id,
  digit,
  upTo,
}: {
  readonly id: ActionId
  readonly digit?: number
  readonly upTo?: number
}) {
  const digits = digit ?? (upTo === undefined ? undefined : { upTo })
  return <kbd aria-hidden="true">{chordText(actionRow(id).key, digits)}</kbd>
}
