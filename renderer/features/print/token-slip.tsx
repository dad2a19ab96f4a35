import type { Printable } from '../../../domain/contract/shapes.ts'
import { dateDigits, doctorName } from '../../../domain/words.ts'
import { ClinicLines, Marks } from './receipt-head.tsx'
import { labelsOf } from './receipt-labels.ts'
import { Pair, type PaperFormat } from './pair.tsx'

type Props = {
  readonly printable: Printable
  readonly token: NonNullable<Printable['token']>
  readonly format: PaperFormat
}

/** What a patient holds while waiting: the number large enough to be read at arm's length, the doctor and the room. */
export function TokenSlip({ printable, token, format }: Props) {
  const label = labelsOf(printable.language)
  const { patient, practitioner } = printable
  return (
    <article className={`paper paper-${format} paper-slip`} lang={printable.language}>
      <header className="paper-head">
        <Marks printable={printable} label={label} />
        <ClinicLines printable={{ ...printable, clinic: { ...printable.clinic, gstin: null } }} label={label} />
      </header>
      <p className="paper-token-name">{label('token')}</p>
      <p className="paper-token">{token.label}</p>
      {practitioner && <p className="paper-slip-doctor">{doctorName(practitioner.name)}</p>}
      {token.room !== '' && (
        <p className="paper-slip-doctor">
          {/\d/.test(token.room) && !/\p{L}/u.test(token.room) ? `${label('room')} ${token.room}` : token.room}
        </p>
      )}
      <section className="paper-part">
        <p>
          <b>{patient.name}</b>
          {patient.detail !== '' && `, ${patient.detail}`}
        </p>
        {patient.nativeName !== '' && <p className="paper-native">{patient.nativeName}</p>}
        <p>
          {label('mrn')} {patient.mrn}
        </p>
        <Pair name={dateDigits(printable.date)}>{printable.time}</Pair>
        {token.waitingBefore === 0 ? (
          <p>{label('next')}</p>
        ) : (
          <Pair name={label('before')}>
            <b>{token.waitingBefore}</b>
          </Pair>
        )}
      </section>
      <p className="paper-keep">{label('keep')}</p>
    </article>
  )
}
