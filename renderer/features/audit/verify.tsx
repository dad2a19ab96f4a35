import { IconShieldCheck } from '@tabler/icons-react'
import type { Output } from '../../../domain/contract/contract.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { type Translate, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import css from './audit.module.css'
import { auditTexts } from './texts.ts'

type AuditText = Translate<keyof (typeof auditTexts)['texts']['en']>

/** What came of the check, in a sentence. */
export function verifyWords(result: Output<'audit.verify'>, t: AuditText): string {
  if (result.intact) {
    return t('intact', {
      entries: t('intact-entries', { count: result.entries }),
      devices: t('intact-devices', { count: result.devices }),
      seconds: (result.milliseconds / 1000).toFixed(2),
    })
  }
  const { device, seq, detail } = result.fault ?? { device: '–', seq: 0, detail: '' }
  return `${t('broken', { device, seq, detail })} ${t('broken-text')}`
}

const useVerify = () => useProcedure('audit.verify', {}, { enabled: false })

/** Recomputes the whole chain. */
export function VerifyButton() {
  const t = useText(auditTexts)
  const verify = useVerify()
  return (
    <Button
      variant="go"
      action="verify-journal"
      icon={<IconShieldCheck size={16} stroke={1.5} aria-hidden="true" />}
      busy={verify.isFetching}
      onClick={() => void verify.refetch()}
    >
      {verify.isFetching ? t('verifying') : t('verify')}
    </Button>
  )
}

export function VerifyResult() {
  const t = useText(auditTexts)
  const refusalText = useRefusalText()
  const { data, error, isFetching } = useVerify()
  if (isFetching || (data === undefined && error === null)) return null
  const tone = error === null && data?.intact === true ? 'ok' : 'bad'
  return (
    <div className={css['result']}>
      <Callout tone={tone} icon role="status">
        {error ? refusalText(error) : data && verifyWords(data, t)}
      </Callout>
    </div>
  )
}
