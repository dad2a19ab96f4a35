import { Fragment } from 'react'
import type { Printable, Totals } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount } from '../../../domain/money-text.ts'
import { rateText } from '../../../domain/words.ts'
import type { Labels } from './receipt-labels.ts'
import { taxText } from './receipt-lines.tsx'
import { Pair } from './pair.tsx'

type Props = { readonly printable: Printable; readonly label: Labels }

/** Rows of the summary; none for a clinic that must not name a tax. */
function taxRows(printable: Printable): Totals['taxRows'] {
  return printable.clinic.gstin === null ? [] : (printable.totals?.taxRows ?? [])
}

const dashed = (amount: number): string => (amount === 0 ? '–' : formatAmount(paise(amount)))

/** A5: value and both halves of the tax for each rate. */
export function WideTaxes({ printable, label }: Props) {
  const rows = taxRows(printable)
  if (rows.length === 0 || !printable.totals) return <div />
  return (
    <table className="paper-taxes">
      <thead>
        <tr>
          <th scope="col">{label('gstInPrices')}</th>
          <th scope="col" className="paper-number">
            {label('taxable')}
          </th>
          <th scope="col" className="paper-number">
            {label('cgst')}
          </th>
          <th scope="col" className="paper-number">
            {label('sgst')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={`${row.taxClass}-${row.rateBp}`}>
            <td>{taxText(row, label)}</td>
            <td className="paper-number">{formatAmount(paise(row.taxable))}</td>
            <td className="paper-number">{dashed(row.cgst)}</td>
            <td className="paper-number">{dashed(row.sgst)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rolls: one line for each half of each rate that carries tax. */
export function NarrowTaxes({ printable, label }: Props) {
  const rows = taxRows(printable).filter(row => row.cgst + row.sgst !== 0)
  if (rows.length === 0) return null
  return (
    <section className="paper-part">
      {rows.map(row => (
        <Fragment key={`${row.taxClass}-${row.rateBp}`}>
          <Pair name={`${label('taxable')} ${rateText(row.rateBp)}`}>{formatAmount(paise(row.taxable))}</Pair>
          <Pair name={`${label('cgst')} ${rateText(row.rateBp / 2)}`}>{formatAmount(paise(row.cgst))}</Pair>
          <Pair name={`${label('sgst')} ${rateText(row.rateBp / 2)}`}>{formatAmount(paise(row.sgst))}</Pair>
        </Fragment>
      ))}
    </section>
  )
}
