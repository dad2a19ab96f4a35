import { useState } from 'react'
import type { Printable } from '../../../domain/contract/shapes.ts'
import { receiptFormats } from '../../../domain/tables/people.ts'
import { dateText } from '../../../domain/words.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { Receipt } from '../print/receipt.tsx'
import type { PaperFormat } from '../print/pair.tsx'
import { printTexts } from '../print/texts.ts'
import { useReceiptFormat } from '../print/use-print.ts'
import css from './billing.module.css'
import { DocumentActions } from './document-actions.tsx'
import { billingTexts } from './texts.ts'

/** An issued document: its paper in each format, what is paid and due, and what can still be done with it. */
export function DocumentScreen({ invoiceId }: { readonly invoiceId: string }) {
  const invoice = useProcedure('billing.document', { documentKind: 'invoice', documentId: invoiceId })
  const usual = useReceiptFormat()
  const [chosen, setChosen] = useState<PaperFormat | null>(null)
  const [showNote, setShowNote] = useState(false)
  const creditNoteId = useCreditNote(invoice.data)
  const note = useProcedure(
    'billing.document',
    { documentKind: 'creditNote', documentId: creditNoteId ?? '' },
    { enabled: creditNoteId !== undefined },
  )
  if (invoice.error) return <ErrorState refusal={invoice.error} onRetry={() => void invoice.refetch()} />
  if (!invoice.data) return <SkeletonRows rows={12} />
  const format = chosen ?? usual
  const shown = showNote && note.data ? note.data : invoice.data
  return (
    <main className={css['billScreen']}>
      <div className={css['document']}>
        <section className={css['sheetSide']}>
          <Head printable={shown} format={format} onFormat={setChosen} />
          {note.data && <Which showNote={showNote} onShowNote={setShowNote} note={note.data} invoice={invoice.data} />}
          <div className={css['sheet']} tabIndex={0} role="group" aria-label={shown.title}>
            <Receipt printable={shown} format={format} />
          </div>
        </section>
        <DocumentActions
          invoiceId={invoiceId}
          invoice={invoice.data}
          shown={shown}
          format={format}
          onCancelled={() => setShowNote(true)}
        />
      </div>
    </main>
  )
}

/** The id of the credit note that reversed a document; its number is all that the document's paper says. */
function useCreditNote(invoice: Printable | undefined): string | undefined {
  const number = invoice?.reference?.number
  const list = useProcedure(
    'billing.list',
    { date: null, text: number ?? '', limit: 20 },
    { enabled: number !== undefined },
  )
  return list.data?.creditNotes.find(note => note.number === number)?.creditNoteId
}

type HeadProps = {
  readonly printable: Printable
  readonly format: PaperFormat
  readonly onFormat: (format: PaperFormat) => void
}

function Head({ printable, format, onFormat }: HeadProps) {
  const t = useText(printTexts)
  const language = useLanguage(state => state.language)
  return (
    <header className={css['billHead']}>
      <h1>{printable.number}</h1>
      <span className="soft one">
        {printable.title} · {dateText(printable.date, 'medium', language)}
      </span>
      <fieldset className={`${css['formats']} end`}>
        <legend className="sr">{t('format')}</legend>
        {receiptFormats.map(name => (
          <label key={name}>
            <input type="radio" name="format" checked={name === format} onChange={() => onFormat(name)} />
            {t(name)}
          </label>
        ))}
      </fieldset>
    </header>
  )
}

type WhichProps = {
  readonly showNote: boolean
  readonly onShowNote: (show: boolean) => void
  readonly note: Printable
  readonly invoice: Printable
}

function Which({ showNote, onShowNote, note, invoice }: WhichProps) {
  const t = useText(billingTexts)
  return (
    <fieldset className={css['formats']}>
      <legend className="sr">{t('show')}</legend>
      <label>
        <input type="radio" name="shown" checked={!showNote} onChange={() => onShowNote(false)} />
        {t('document-shown')} {invoice.number}
      </label>
      <label>
        <input type="radio" name="shown" checked={showNote} onChange={() => onShowNote(true)} />
        {t('credit-note-shown')} {note.number}
      </label>
    </fieldset>
  )
}
