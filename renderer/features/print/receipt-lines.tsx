import type { Printable } from '../../../domain/contract/shapes.ts'
import { paise, times } from '../../../domain/money.ts'
import { formatAmount } from '../../../domain/money-text.ts'
import { rateText } from '../../../domain/words.ts'
import type { Labels } from './receipt-labels.ts'
import { Pair } from './pair.tsx'

type Line = Printable['lines'][number]
type Props = { readonly printable: Printable; readonly label: Labels }

/** A clinic without registration must not even name a tax (CGST Act s.32), so its paper carries no such column. */
const namesTax = (printable: Printable): boolean => printable.clinic.gstin !== null

export function taxText(line: Pick<Line, 'taxClass' | 'rateBp'>, label: Labels): string {
  switch (line.taxClass) {
    case 'taxable':
      return rateText(line.rateBp)
    case 'exempt':
      return label('exempt')
    case 'nil':
      return label('nil')
    case 'non-gst':
      return label('nonGst')
  }
}

/** A5: one row a line, with the heading repeated on each sheet. */
export function WideLines({ printable, label }: Props) {
  const tax = namesTax(printable)
  return (
    <table className="paper-lines">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{label('item')}</th>
          <th scope="col" className="paper-number">
            {label('quantity')}
          </th>
          <th scope="col" className="paper-number">
            {label('rate')}
          </th>
          <th scope="col" className="paper-number">
            {label('discount')}
          </th>
          {tax && (
            <th scope="col" className="paper-number">
              {label('gst')}
            </th>
          )}
          <th scope="col" className="paper-number">
            {label('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {printable.lines.map((line, index) => (
          <tr key={index}>
            <td>{index + 1}</td>
            <td className="paper-item">
              {line.description}
              {tax && line.hsn !== '' && <span className="paper-sub">{hsnText(line.hsn)}</span>}
            </td>
            <td className="paper-number">{line.quantity}</td>
            <td className="paper-number">{formatAmount(paise(line.unitPrice))}</td>
            <td className="paper-number">{line.discount === 0 ? '–' : formatAmount(paise(line.discount))}</td>
            {tax && <td className="paper-number">{taxText(line, label)}</td>}
            <td className="paper-number">{formatAmount(paise(line.amount))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rolls of 58 and 80 mm: the name and its amount, then what explains it. */
export function NarrowLines({ printable, label }: Props) {
  const tax = namesTax(printable)
  return (
    <section className="paper-part paper-items">
      {printable.lines.map((line, index) => (
        <div key={index} className="paper-line">
          <Pair name={line.description}>{formatAmount(times(paise(line.unitPrice), line.quantity))}</Pair>
          <Explanation line={line} tax={tax} label={label} />
          {line.discount > 0 && (
            <div className="paper-indent">
              <Pair name={label('discount')}>{formatAmount(paise(-line.discount))}</Pair>
            </div>
          )}
        </div>
      ))}
    </section>
  )
}

function Explanation({ line, tax, label }: { readonly line: Line; readonly tax: boolean; readonly label: Labels }) {
  const facts = [
    line.quantity > 1 ? `${line.quantity} × ${formatAmount(paise(line.unitPrice))}` : '',
    tax && line.hsn !== '' ? hsnText(line.hsn) : '',
    tax ? taxText(line, label) : '',
  ].filter(fact => fact !== '')
  return facts.length === 0 ? null : <p className="paper-indent paper-sub">{facts.join(' · ')}</p>
}

/** Chapter 99 of the tariff holds the service accounting codes; everything else is a good. */
const hsnText = (code: string): string => `${code.startsWith('99') ? 'SAC' : 'HSN'} ${code}`
