import { type FormEvent, useState } from 'react'
import type { PatientPage } from '../../../domain/contract/shapes.ts'
import { localDate, localTime } from '../../../domain/time.ts'
import { dateText } from '../../../domain/words.ts'
import { useIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { useDesk, useMay } from '../../app/session.ts'
import { useToday } from '../../app/use-instant.ts'
import { useDraft } from '../../app/use-draft.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { cx } from '../../components/cx.ts'
import { notify } from '../../components/notice.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { GroupFields } from './group-fields.tsx'
import type { PatientFault } from './new-patient.ts'
import {
  changeOf, formOf, type GroupForm, type GroupName, type SettledGroup, settledGroups, settleOf, valuesOf, valuesText,
} from './patient-groups.ts' // prettier-ignore
import css from './patients.module.css'
import { patientTexts } from './texts.ts'

type Props = {
  readonly patient: PatientPage
  readonly group: GroupName
  readonly editing: boolean
  readonly onEdit: (editing: boolean) => void
}

/** What is typed in a group, and the clocks of the values that the typing began from. */
type Typed = { form: GroupForm; base: string[] } | null

/** One group of a patient's facts: read, edited in place, and settled when two PCs wrote it. */
export function GroupCard({ patient, group, editing, onEdit }: Props) {
  const t = useText(patientTexts)
  const mayWrite = useMay('patient.write')
  const text = valuesText(group, valuesOf(group, patient), t)
  const heads = patient.conflicts[group] ?? []
  return (
    <section className={cx('card', css['group'])} aria-label={t(`group-${group}`)}>
      <header className={css['groupHead']}>
        <h2>{t(`group-${group}`)}</h2>
        {mayWrite && !editing && (
          <Button size="sm" aria-label={t('edit-group', { group: t(`group-${group}`) })} onClick={() => onEdit(true)}>
            {t('edit')}
          </Button>
        )}
      </header>
      {editing ? (
        <GroupEditor patient={patient} group={group} onDone={() => onEdit(false)} />
      ) : (
        <div className={css['groupBody']}>
          <p className={text === '' ? 'muted' : undefined}>{text === '' ? t('not-given') : text}</p>
          {heads.length > 1 && <Conflict patient={patient} group={group} mayWrite={mayWrite} />}
        </div>
      )}
    </section>
  )
}

function GroupEditor({ patient, group, onDone }: Omit<Props, 'editing' | 'onEdit'> & { readonly onDone: () => void }) {
  const t = useText(patientTexts)
  const refusalText = useRefusalText()
  const today = useToday()
  const clocks = patient.clocks[group] ?? []
  const draft = useDraft<Typed>(`patient:${patient.id}:${group}`, null)
  const { form, base } = draft.value ?? { form: formOf(patient, group), base: clocks }
  const [fault, setFault] = useState<PatientFault | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { run } = useCommand('patients.update')
  const { intent } = useIntent(JSON.stringify([patient.id, group, form, base]))
  const meanwhile = !sameClocks(base, clocks)
  const change = (next: GroupForm) => {
    setFault(null)
    setRefused(null)
    draft.set({ form: { ...form, ...next }, base: [...base] })
  }
  const done = () => {
    draft.set(null)
    draft.clear()
    onDone()
  }
  // Esc leaves the group before it leaves the page; what was typed stays as a draft.
  useAction('back', onDone)
  const saving = useOnce(async () => {
    const read = changeOf(group, form, base, patient, today)
    if (!read.ok) return setFault(read.fault)
    const outcome = await run({ intent, id: patient.id, changes: [read.change] })
    if (!outcome.ok) return setRefused(refusalText(outcome))
    notify('ok', t('saved'))
    done()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!meanwhile) saving.run()
  }
  return (
    <form className={css['groupEdit']} onSubmit={submit}>
      {draft.fromDraft && <p className="sm soft">{t('restored')}</p>}
      {meanwhile && (
        <Callout tone="warn" role="alert" className="form">
          <State tone="warn">{t('changed-title')}</State>
          <p>{t('changed-text', { values: valuesText(group, valuesOf(group, patient), t) })}</p>
          <div className={css['groupEnd']}>
            <Button size="sm" onClick={done}>
              {t('take-theirs')}
            </Button>
            <Button size="sm" onClick={() => draft.set({ form, base: [...clocks] })}>
              {t('keep-mine')}
            </Button>
          </div>
        </Callout>
      )}
      <GroupFields group={group} form={form} fault={fault} onChange={change} />
      {refused !== null && (
        <p role="alert">
          <State tone="bad">{refused}</State>
        </p>
      )}
      <div className={css['groupEnd']}>
        <Button size="sm" onClick={done}>
          {t('give-up')}
        </Button>
        <Button size="sm" variant="go" type="submit" action="save-record" busy={saving.busy} disabled={meanwhile}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

const sameClocks = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().join() === b.toSorted().join()

const firstConflict = (patient: PatientPage): SettledGroup | undefined =>
  settledGroups.find(group => (patient.conflicts[group]?.length ?? 0) > 1)

/** Two PCs wrote the same group without knowing of each other: each value with its place and time, and one press chooses. */
export function Conflict({
  patient,
  group,
  mayWrite,
}: {
  readonly patient: PatientPage
  readonly group: SettledGroup
  readonly mayWrite: boolean
}) {
  const t = useText(patientTexts)
  const refusalText = useRefusalText()
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const heads = patient.conflicts[group] ?? []
  const clocks = heads.map(head => head.clock)
  const { run } = useCommand('patients.update')
  const { intent } = useIntent(JSON.stringify([patient.id, group, clocks]))
  const choosing = useOnce(async (index: number) => {
    const change = settleOf(group, heads[index]?.values ?? {}, clocks)
    if (!change) return
    const outcome = await run({ intent, id: patient.id, changes: [change] })
    notify(outcome.ok ? 'ok' : 'bad', outcome.ok ? t('saved') : refusalText(outcome))
  })
  // Keys settle the first of a page: Alt and the number of the value.
  const hasKeys = mayWrite && firstConflict(patient) === group
  useAction(
    'choose-value',
    digit => {
      if (digit !== undefined) choosing.run(digit - 1)
    },
    { enabled: hasKeys && !choosing.busy, digits: heads.length },
  )
  return (
    <Callout tone="warn" role="alert" className={cx('form', css['conflict'])}>
      <State tone="warn">{t('conflict-title')}</State>
      <p className="sm">{t('conflict-text')}</p>
      <ul>
        {heads.map((head, index) => {
          const when = `${dateText(localDate(head.at, clinic.timeZone), 'short', language)}, ${localTime(head.at, clinic.timeZone)}`
          return (
            <li key={head.clock}>
              <span className="grow">
                <b>{valuesText(group, head.values, t)}</b>
                <br />
                <span className="sm">{t('conflict-also', { device: head.device, time: when })}</span>
              </span>
              {mayWrite && (
                <Button
                  size="sm"
                  disabled={choosing.busy}
                  {...(hasKeys && { hint: `Alt+${index + 1}` })}
                  onClick={() => choosing.run(index)}
                >
                  {t('conflict-choose')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Callout>
  )
}
