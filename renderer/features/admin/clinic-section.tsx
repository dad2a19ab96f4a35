import { type FormEvent, useId, useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { useIntent } from '../../app/intent.ts'
import { useDraft } from '../../app/use-draft.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { ContactFields, GstFields, IdentityFields, PaperFields } from '../facts/clinic-fields.tsx'
import { useFaultOf } from '../facts/faults.ts'
import { clinicTexts } from '../facts/texts.ts'
import css from './admin.module.css'
import {
  changesGst, type Clinic, clinicFaults, type ClinicForm, formOf, rebased, sameClocks, sentClinic,
} from './clinic-form.ts' // prettier-ignore
import { adminTexts } from './texts.ts'

export function ClinicSection() {
  const clinic = useProcedure('clinic.get', {})
  if (clinic.error) return <ErrorState refusal={clinic.error} onRetry={() => void clinic.refetch()} />
  return clinic.data ? <ClinicFacts clinic={clinic.data} /> : <SkeletonRows rows={12} />
}

/** What is typed, what the typing began from, and the clocks of that. */
type Typed = { form: ClinicForm; start: ClinicForm; base: Clinic['clocks'] } | null

/** Everything that was entered about the clinic at set-up, to be corrected. */
function ClinicFacts({ clinic }: { readonly clinic: Clinic }) {
  const t = useText(adminTexts)
  const refusalText = useRefusalText()
  const formId = useId()
  const draft = useDraft<Typed>('clinic', null)
  const { form, start, base } = draft.value ?? { form: formOf(clinic), start: formOf(clinic), base: clinic.clocks }
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [asking, setAsking] = useState(false)
  const { run } = useCommand('clinic.update')
  const { intent } = useIntent(JSON.stringify(['clinic', form, base]))
  const faults = clinicFaults(form)
  const fault = useFaultOf(tried ? faults : {})
  const dirty = draft.value !== null
  const meanwhile = dirty && !sameClocks(base, clinic.clocks)

  const change = (next: Partial<ClinicForm>) => {
    setRefusal(null)
    draft.set({ form: { ...form, ...next }, start, base })
  }
  const giveUp = () => {
    draft.set(null)
    draft.clear()
    setTried(false)
    setRefusal(null)
  }
  const keepMine = () => {
    const newer = formOf(clinic)
    draft.set({ form: rebased(form, start, newer), start: newer, base: clinic.clocks })
  }
  const saving = useOnce(async () => {
    const bases = (group: string) => [...(base[group] ?? [])]
    const outcome = await run({
      intent, ...sentClinic(form), identityBase: bases('identity'), contactBase: bases('contact'), gstBase: bases('gst'),
      settingsBase: bases('settings'), deviceBase: bases('device'),
    }) // prettier-ignore
    setAsking(false)
    if (!outcome.ok) return setRefusal(outcome)
    giveUp()
    notify('ok', t('clinic-saved'))
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length > 0 || meanwhile) return
    if (changesGst(form, clinic)) setAsking(true)
    else saving.run()
  }
  return (
    <>
      <div className={css['bar']}>
        {dirty && <State tone="warn">{t('unsaved')}</State>}
        <span className="end row">
          <Button disabled={!dirty || saving.busy} onClick={giveUp}>
            {t('give-up')}
          </Button>
          <Button
            variant="go"
            type="submit"
            form={formId}
            action="save-record"
            busy={saving.busy}
            disabled={!dirty || meanwhile}
          >
            {t('save')}
          </Button>
        </span>
      </div>
      <form id={formId} className={css['facts']} noValidate onSubmit={submit}>
        {meanwhile && <Meanwhile onTheirs={giveUp} onMine={keepMine} />}
        {refusal && (
          <Callout tone="warn" role="alert">
            {refusalText(refusal)}
          </Callout>
        )}
        <Part title={t('clinic-names')}>
          <IdentityFields form={form} fault={fault} onChange={change} />
          <ContactFields form={form} fault={fault} onChange={change} />
        </Part>
        <Part title={t('clinic-gst')}>
          <GstFields form={form} fault={fault} onChange={change} />
        </Part>
        <Part title={t('clinic-papers')}>
          <PaperFields form={form} fault={fault} onChange={change} />
          <Field
            label={t('discount-limit')}
            hint={t('discount-limit-hint')}
            error={fault('discountLimit')}
            inputMode="decimal"
            maxLength={6}
            after="%"
            value={form.discountLimit}
            onChange={event => change({ discountLimit: event.target.value.replaceAll(/[^\d.]/g, '') })}
          />
        </Part>
      </form>
      {asking && (
        <GstQuestion
          from={clinic.gst.gstMode}
          to={form.gstMode}
          busy={saving.busy}
          onKeep={() => setAsking(false)}
          onChange={saving.run}
        />
      )}
    </>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <div className="form">{children}</div>
    </section>
  )
}

function Meanwhile({ onTheirs, onMine }: { readonly onTheirs: () => void; readonly onMine: () => void }) {
  const t = useText(adminTexts)
  return (
    <Callout tone="warn" role="alert" className="form">
      <b>{t('clinic-meanwhile')}</b>
      <p>{t('clinic-meanwhile-text')}</p>
      <p className="row">
        <Button size="sm" onClick={onTheirs}>
          {t('take-theirs')}
        </Button>
        <Button size="sm" onClick={onMine}>
          {t('keep-mine')}
        </Button>
      </p>
    </Callout>
  )
}

type GstMode = Clinic['gst']['gstMode']
type QuestionProps = {
  readonly from: GstMode
  readonly to: GstMode
  readonly busy: boolean
  readonly onKeep: () => void
  readonly onChange: () => void
}

/** Another registration makes other documents: it is asked about before, in words. */
function GstQuestion({ from, to, busy, onKeep, onChange }: QuestionProps) {
  const t = useText(adminTexts)
  const facts = useText(clinicTexts)
  return (
    <Dialog
      title={t('gst-change')}
      onClose={onKeep}
      footer={
        <>
          <Button onClick={onKeep}>{t('gst-change-keep')}</Button>
          <Button variant="bad" action="confirm" busy={busy} onClick={onChange}>
            {t('gst-change-do')}
          </Button>
        </>
      }
    >
      {from !== to && (
        <p>
          <b>{t('gst-from-to', { from: facts(`gst-${from}`), to: facts(`gst-${to}`) })}</b>
        </p>
      )}
      <p>{t('gst-change-text')}</p>
    </Dialog>
  )
}
