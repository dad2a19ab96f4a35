import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { discountFault, givenAway } from '../../../domain/billing/discount.ts'
import { billTotals, linesFault } from '../../../domain/billing/totals.ts'
import type { BillDraft } from '../../../domain/contract/shapes.ts'
import type { Refusal } from '../../../domain/errors.ts'
import { useIntent } from '../../app/intent.ts'
import { useMay } from '../../app/session.ts'
import { useDraft } from '../../app/use-draft.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { type EditLine, editLine, readLines, sameLines } from './bill-edit.ts'

/** What is typed on a bill and not saved yet, with the clocks of the lines that the typing began from. */
type Typed = { lines: EditLine[]; discountReason: string; base: string[] } | null

/**
 * A draft bill being edited: what is typed stays on this PC until the bill is issued, held or left; the totals follow every
 * key. When the draft changed elsewhere meanwhile the person chooses; nothing that was typed is lost.
 */
export function useBill(draft: BillDraft) {
  const cache = useQueryClient()
  const typing = useDraft<Typed>(`bill:${draft.id}`, null)
  const typed = typing.value
  const lines = typed?.lines ?? draft.lines.map(editLine)
  const discountReason = typed?.discountReason ?? draft.discountReason
  const read = readLines(lines)
  const totals = billTotals(read.lines, draft.gstMode)
  const away = givenAway(read.lines, new Map(draft.charged.map(charge => [charge.chargeItemId, charge.unitPrice])))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const mayExceed = useMay('billing.discount')
  const { run } = useCommand('billing.saveLines')
  const content = JSON.stringify([read.lines, discountReason, typed?.base])
  const saveIntent = useIntent(content)

  const change = (next: { readonly lines?: readonly EditLine[]; readonly discountReason?: string }) => {
    setRefusal(null)
    typing.set(before => ({
      lines: [...(next.lines ?? before?.lines ?? lines)],
      discountReason: next.discountReason ?? before?.discountReason ?? discountReason,
      base: before?.base ?? [...draft.linesClocks],
    }))
  }
  const forget = () => {
    typing.set(null)
    typing.clear()
  }
  const dirty =
    typed !== null && (!sameLines(read.lines, draft.lines) || typed.discountReason.trim() !== draft.discountReason)
  const changedMeanwhile = dirty && typed !== null && !sameClocks(typed.base, draft.linesClocks)

  /** What stands in the way of issuing, before anything is asked. */
  const fault = (): Refusal | null => {
    const rule = { limitBp: draft.discountLimitBp, mayExceed, reason: discountReason }
    for (const outcome of [linesFault(read.lines, draft.gstMode), discountFault(away, rule)]) {
      if (!outcome.ok) return outcome
    }
    return null
  }

  /** Makes the typing an entry; gives the clocks of the lines as saved, or undefined when it was refused. */
  const save = async (): Promise<readonly string[] | undefined> => {
    if (read.faults.length > 0) return undefined
    if (!dirty || typed === null) return draft.linesClocks
    const outcome = await run({
      intent: saveIntent.intent,
      billId: draft.id,
      lines: [...read.lines],
      discountReason: discountReason.trim(),
      base: typed.base,
    })
    if (!outcome.ok) {
      setRefusal(outcome)
      return undefined
    }
    // The answer is what the screen shows next, so that the saved lines never flicker back to the old ones.
    cache.setQueryData(['billing.draft', { billId: draft.id }], outcome.value)
    forget()
    return outcome.value.linesClocks
  }
  const keepMine = () => typing.set(before => (before === null ? null : { ...before, base: [...draft.linesClocks] }))

  return {
    lines, discountReason, totals, givenAway: away.discount, read, refusal, dirty, changedMeanwhile, restored: typing.fromDraft && dirty,
    change, save, fault, forget, keepMine, setRefusal,
  } // prettier-ignore
}

export type Bill = ReturnType<typeof useBill>

const sameClocks = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join() === [...b].sort().join()
