import type { Printable } from '../../../domain/contract/shapes.ts'
import { dateDigits, phoneText } from '../../../domain/words.ts'
import type { Labels } from './receipt-labels.ts'
import { Pair } from './pair.tsx'

/** Whose document it is, what it is called, its number and moment; on a reprint, that it is one, by whom and when. */
export function ReceiptHead({ printable, label }: { readonly printable: Printable; readonly label: Labels }) {
  const cancelled = printable.documentKind === 'invoice' && printable.reference !== null
  return (
    <header className="paper-head">
      <Marks printable={printable} label={label} />
      {printable.notice !== '' && <p className="paper-notice">{printable.notice}</p>}
      <ClinicLines printable={printable} label={label} />
      <h1 className="paper-title">{printable.title}</h1>
      {cancelled && <p className="paper-stamp">{label('cancelled')}</p>}
      <div className="paper-part paper-facts">
        <Pair name={label('number')}>
          {printable.number === '' ? label('givenAtIssue') : <b>{printable.number}</b>}
        </Pair>
        <Pair name={dateDigits(printable.date)}>{printable.time}</Pair>
      </div>
    </header>
  )
}

/** Name, place and registration of the clinic, as the law wants them on every document. */
export function ClinicLines({ printable, label }: { readonly printable: Printable; readonly label: Labels }) {
  const { clinic } = printable
  const place = [clinic.address, [clinic.city, clinic.pincode].filter(part => part !== '').join(' ')]
  const state = [clinic.state, clinic.stateCode].filter(part => part !== '').join(' ')
  return (
    <>
      <p className="paper-clinic">{clinic.displayName}</p>
      {clinic.legalName !== clinic.displayName && clinic.legalName !== '' && <p>{clinic.legalName}</p>}
      <p>{place.filter(part => part !== '').join(', ')}</p>
      {clinic.phone && (
        <p>
          {label('phone')} {phoneText(clinic.phone)}
        </p>
      )}
      {clinic.gstin && (
        <p>
          {label('gstin')} {clinic.gstin}
          {state !== '' && ` · ${state}`}
        </p>
      )}
    </>
  )
}

/** What the reader must not overlook: sample data, and a paper that is not the first. */
export function Marks({ printable, label }: { readonly printable: Printable; readonly label: Labels }) {
  return (
    <>
      {printable.isSample && <p className="paper-sample">{label('sample')}</p>}
      {printable.copy > 1 && printable.printedAt !== '' && (
        <p className="paper-duplicate">
          <b>
            {label('duplicate')} {printable.copy - 1}
          </b>
          <span>
            {printable.printedBy}, {printable.printedAt.replace(/^(\d{4})-(\d\d)-(\d\d)/, '$3-$2-$1')}
          </span>
        </p>
      )}
    </>
  )
}
