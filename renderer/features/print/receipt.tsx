import type { Printable } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount, formatRupees } from '../../../domain/money-text.ts'
import { dateDigits, doctorName } from '../../../domain/words.ts'
import { labelsOf, type Labels } from './receipt-labels.ts'
import { Pair, type PaperFormat } from './pair.tsx'
import { ReceiptHead } from './receipt-head.tsx'
import { NarrowLines, WideLines } from './receipt-lines.tsx'
import { NarrowTaxes, WideTaxes } from './receipt-taxes.tsx'
import { TokenSlip } from './token-slip.tsx'
import './print.css'

type ReceiptProps = {
  readonly printable: Printable
  readonly format: PaperFormat
  /** As wide as the place on the screen allows, instead of as the paper is. */
  readonly fluid?: boolean
}

/**
 * A document exactly as the paper shows it: the same component draws the preview, the browser's print and the desktop's.
 * Long names wrap, never clip. Everything it says comes frozen from the document; nothing is computed here but layout.
 */
export function Receipt({ printable, format, fluid = false }: ReceiptProps) {
  const label = labelsOf(printable.language)
  const wide = format === 'A5'
  if (printable.token) return <TokenSlip printable={printable} token={printable.token} format={format} />
  return (
    <article className={`paper paper-${format}${fluid ? ' paper-fluid' : ''}`} lang={printable.language}>
      <ReceiptHead printable={printable} label={label} />
      <Parties printable={printable} label={label} />
      {wide ? <WideLines printable={printable} label={label} /> : <NarrowLines printable={printable} label={label} />}
      {wide ? (
        <div className="paper-close">
          <WideTaxes printable={printable} label={label} />
          <Sum printable={printable} label={label} />
        </div>
      ) : (
        <>
          <NarrowTaxes printable={printable} label={label} />
          <Sum printable={printable} label={label} />
        </>
      )}
      {printable.inWords !== '' && <p className="paper-words">{printable.inWords}</p>}
      <Settlement printable={printable} label={label} />
    </article>
  )
}

type PartProps = { readonly printable: Printable; readonly label: Labels }

function Parties({ printable, label }: PartProps) {
  const { patient, practitioner } = printable
  return (
    <section className="paper-part paper-parties">
      <div>
        <p>
          <b>{patient.name}</b>
          {patient.detail !== '' && `, ${patient.detail}`}
        </p>
        {patient.nativeName !== '' && <p className="paper-native">{patient.nativeName}</p>}
        <p>
          {label('mrn')} {patient.mrn}
        </p>
      </div>
      {practitioner && (
        <div>
          <p>{doctorName(practitioner.name)}</p>
          {practitioner.registrationNumber !== '' && (
            <p>
              {label('registration')} {practitioner.registrationNumber}
            </p>
          )}
        </div>
      )}
      {printable.reference && (
        <div className="paper-reference">
          <p>
            {printable.reference.label} <b className="paper-whole">{printable.reference.number}</b>,{' '}
            {dateDigits(printable.reference.date)}
          </p>
          {printable.reference.reason !== '' && (
            <p>
              {label('reason')}: {printable.reference.reason}
            </p>
          )}
        </div>
      )}
    </section>
  )
}

function Sum({ printable, label }: PartProps) {
  const { totals } = printable
  if (!totals) return null
  const plain = totals.discount === 0 && totals.roundOff === 0
  return (
    <section className={plain ? 'paper-sum paper-sum-plain' : 'paper-sum'}>
      {!plain && <Pair name={label('beforeDiscount')}>{formatAmount(paise(totals.subtotal))}</Pair>}
      {totals.discount !== 0 && <Pair name={label('discount')}>{formatAmount(paise(-totals.discount))}</Pair>}
      {totals.roundOff !== 0 && <Pair name={label('roundOff')}>{signed(totals.roundOff)}</Pair>}
      <div className="paper-total">
        <Pair name={label('total')} strong>
          {formatRupees(paise(totals.total))}
        </Pair>
      </div>
    </section>
  )
}

const signed = (amount: number): string => `${amount > 0 ? '+' : ''}${formatAmount(paise(amount))}`

function Settlement({ printable, label }: PartProps) {
  const { payments, due, totals } = printable
  return (
    <section className="paper-part paper-settlement">
      {payments.map(payment => (
        <div key={payment.number}>
          <Pair
            name={
              <>
                {payment.label} <span className="paper-whole">{payment.number}</span>
              </>
            }
          >
            {formatAmount(paise(payment.amount))}
          </Pair>
          {payment.tendered > payment.amount && (
            <>
              <Pair name={label('cashGiven')}>{formatAmount(paise(payment.tendered))}</Pair>
              <Pair name={label('change')}>{formatAmount(paise(payment.change))}</Pair>
            </>
          )}
        </div>
      ))}
      {due > 0 && (
        <Pair name={label('due')} strong>
          {formatRupees(paise(due))}
        </Pair>
      )}
      {due === 0 && payments.length > 0 && totals && printable.documentKind === 'invoice' && (
        <p>{label('paidInFull')}</p>
      )}
      <p className="paper-cashier">
        {label('cashier')} {printable.cashier}
      </p>
    </section>
  )
}
