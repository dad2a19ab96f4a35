import { useState } from 'react'
import { type Role, roles } from '../../../domain/permissions.ts'
import { useIntent } from '../../app/intent.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { useDraft } from '../../app/use-draft.ts'
import { Callout } from '../../components/callout.tsx'
import { Choices } from '../../components/choice.tsx'
import { Field } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { frameTexts } from '../../i18n/texts.ts'
import { Check } from './check.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { adminTexts } from './texts.ts'
import { useRecordForm } from './use-record-form.ts'
import type { User } from './users-section.tsx'

type UserForm = { displayName: string; signInName: string; roles: Role[]; active: boolean }

const formOf = (user: User | undefined): UserForm => ({
  displayName: user?.displayName ?? '',
  signInName: user?.signInName ?? '',
  roles: [...(user?.roles ?? (['front-desk'] as const))],
  active: user?.active ?? true,
})

type UserDialogProps = { readonly user?: User; readonly onClose: () => void }

/** A new user, or name, roles and state of one. The PIN is never part of what is kept while typing. */
export function UserDialog({ user, onClose }: UserDialogProps) {
  const t = useText(adminTexts)
  const frame = useText(frameTexts)
  const create = useCommand('users.create')
  const update = useCommand('users.update')
  const draft = useDraft(`user:${user?.id ?? 'new'}`, formOf(user))
  const form = draft.value
  const { bases, dirty, refusal, settle, tried } = useRecordForm(user?.clocks, formOf(user), form)
  const [pin, setPin] = useState('')
  const { intent } = useIntent(JSON.stringify(['user', user?.id, form, pin]))
  const change = (next: Partial<UserForm>) => draft.set(before => ({ ...before, ...next }))
  const close = () => {
    draft.clear()
    onClose()
  }

  const badSignInName = !user && !/^[a-z0-9][a-z0-9._-]{1,31}$/.test(form.signInName)
  const badPin = !user && pin.length < 4
  const save = async () => {
    const { displayName, signInName, roles, active } = form
    if (displayName.trim() === '' || roles.length === 0 || badSignInName || badPin) return settle(null)
    const outcome = user
      ? await update.run({
          intent, id: user.id, displayName, roles, active,
          profileBase: bases('profile'), rolesBase: bases('roles'), stateBase: bases('state'),
        }) // prettier-ignore
      : await create.run({ intent, displayName, signInName, roles, pin })
    if (!outcome.ok) return settle(outcome)
    notify('ok', t('saved', { name: displayName }))
    close()
  }
  return (
    <RecordDialog
      title={user ? user.displayName : t('add-user')}
      dirty={dirty || pin !== ''}
      busy={create.busy || update.busy}
      refusal={refusal}
      onClose={close}
      onSubmit={() => void save()}
    >
      <Field
        label={t('name')}
        maxLength={80}
        value={form.displayName}
        error={tried && form.displayName.trim() === '' ? t('must-fill') : undefined}
        onChange={event => change({ displayName: event.target.value })}
      />
      {!user && (
        <div className="two">
          <Field
            label={t('sign-in-name')}
            hint={t('sign-in-name-hint')}
            maxLength={32}
            error={tried && badSignInName ? t('bad-sign-in-name') : undefined}
            value={form.signInName}
            onChange={event => change({ signInName: event.target.value.toLowerCase() })}
          />
          <PinField
            label={t('first-pin')}
            hint={frame('pin-rule')}
            error={tried && badPin ? frame('pin-rule') : undefined}
            pin={pin}
            onPin={setPin}
          />
        </div>
      )}
      <Choices
        label={t('roles')}
        options={roles.map(value => ({ value, label: frame(`role-${value}`) }))}
        values={form.roles}
        onChange={values => change({ roles: [...values] })}
      />
      {tried && form.roles.length === 0 && <Callout tone="warn">{t('roles-needed')}</Callout>}
      {user && (
        <Check
          label={t('user-active')}
          note={t('user-active-text')}
          checked={form.active}
          onChange={active => change({ active })}
        />
      )}
    </RecordDialog>
  )
}
