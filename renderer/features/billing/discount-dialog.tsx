import { useState } from 'react'
import type { BillDraft } from '../../../domain/contract/shapes.ts'
import { rateText } from '../../../domain/words.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { readDiscount, withDiscount } from './bill-edit.ts'
import { billingTexts } from './texts.ts'
import type { Bill } from './use-bill.ts'

type Props = { readonly draft: BillDraft; readonly bill: Bill; readonly onClose: () => void }

/** A discount in percent or as an amount, on the bill or one line, with its reason. It is part of the draft until issue. */
export function DiscountDialog({ draft, bill, onClose }: Props) {
  const t = useText(billingTexts)
  const [value, setValue] = useState('')
  const [on, setOn] = useState('all')
  const [reason, setReason] = useState(bill.discountReason)
  const [tried, setTried] = useState(false)
  const ids = on === 'all' ? bill.lines.map(line => line.id) : [on]
  const discount = readDiscount(value)
  const lines = discount && withDiscount(bill.lines, ids, discount)
  const onlyReason = value.trim() === '' && bill.givenAway > 0
  const valueFault = onlyReason || lines ? undefined : t(discount ? 'discount-too-large' : 'bad-discount-value')
  const reasonFault = reason.trim() === '' ? t('reason-missing') : undefined
  const apply = () => {
    setTried(true)
    if (valueFault !== undefined || reasonFault !== undefined) return
    bill.change({ ...(lines && { lines }), discountReason: reason.trim() })
    onClose()
  }
  const remove = () => {
    bill.change({ lines: bill.lines.map(line => ({ ...line, discount: '' })), discountReason: '' })
    onClose()
  }
  return (
    <Dialog
      title={t('discount-title')}
      onClose={onClose}
      footer={
        <>
          {bill.totals.discount > 0 && <Button onClick={remove}>{t('discount-remove')}</Button>}
          <Button variant="go" action="confirm" onClick={apply}>
            {t('discount-apply')}
          </Button>
        </>
      }
    >
      <Field
        autoFocus
        label={t('discount-value')}
        hint={t('discount-hint')}
        value={value}
        error={tried ? valueFault : undefined}
        onChange={event => setValue(event.target.value)}
      />
      <SelectField label={t('discount-lines')} value={on} onChange={event => setOn(event.target.value)}>
        <option value="all">{t('discount-whole')}</option>
        {bill.lines.map((line, index) => (
          <option key={line.id} value={line.id}>
            {t('discount-line', { line: index + 1, name: line.description })}
          </option>
        ))}
      </SelectField>
      <Field
        label={t('discount-reason')}
        value={reason}
        maxLength={200}
        error={tried ? reasonFault : undefined}
        hint={t('discount-limit', { limit: rateText(draft.discountLimitBp) })}
        onChange={event => setReason(event.target.value)}
      />
    </Dialog>
  )
}
