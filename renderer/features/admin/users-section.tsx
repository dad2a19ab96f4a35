import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { localTime } from '../../../domain/time.ts'
import { roleName } from '../../app/role-name.ts'
import { useDesk, useMay } from '../../app/session.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { frameTexts } from '../../i18n/texts.ts'
import { AdminList } from './admin-list.tsx'
import css from './admin.module.css'
import { ResetPin } from './reset-pin.tsx'
import { adminTexts } from './texts.ts'
import { UserDialog } from './user-dialog.tsx'

export type User = Output<'users.list'>['users'][number]
type Open = { readonly dialog: 'new' } | { readonly dialog: 'edit' | 'pin'; readonly id: string }

export function UsersSection() {
  const t = useText(adminTexts)
  const mayManage = useMay('user.manage')
  const list = useProcedure('users.list', {})
  const [open, setOpen] = useState<Open | null>(null)
  const users = list.data?.users ?? []
  const chosen = open && 'id' in open ? users.find(user => user.id === open.id) : undefined
  const close = () => setOpen(null)
  return (
    <>
      <AdminList
        label={t('users')}
        read={list}
        bar={
          mayManage && (
            <Button
              variant="go"
              className="end"
              action="add-record"
              icon={<IconUserPlus size={16} stroke={1.5} aria-hidden="true" />}
              onClick={() => setOpen({ dialog: 'new' })}
            >
              {t('add-user')}
            </Button>
          )
        }
        heads={[
          { text: t('name') },
          { text: t('sign-in-name') },
          { text: t('roles') },
          { text: t('state') },
          { text: t('edit'), hidden: true },
        ]}
        none={users.length === 0 ? <EmptyState title={t('empty')} /> : undefined}
      >
        {users.map(user => (
          <UserRow key={user.id} user={user} onOpen={mayManage ? setOpen : undefined} />
        ))}
      </AdminList>
      {open?.dialog === 'new' && <UserDialog onClose={close} />}
      {open?.dialog === 'edit' && chosen && <UserDialog user={chosen} onClose={close} />}
      {open?.dialog === 'pin' && chosen && <ResetPin user={chosen} onClose={close} />}
    </>
  )
}

function UserRow({ user, onOpen }: { readonly user: User; readonly onOpen: ((open: Open) => void) | undefined }) {
  const t = useText(adminTexts)
  const frame = useText(frameTexts)
  const { clinic } = useDesk()
  return (
    <tr>
      <td>
        <b>{user.displayName}</b>
      </td>
      <td className="muted">{user.signInName}</td>
      <td className={css['wide']}>{user.roles.map(role => roleName(role, frame)).join(', ')}</td>
      <td>
        <div className="row">
          {user.active ? <Tag tone="ok">{t('active')}</Tag> : <Tag>{t('disabled')}</Tag>}
          {user.lockedUntil !== null && (
            <Tag tone="bad">{t('locked-out', { time: localTime(user.lockedUntil, clinic.timeZone) })}</Tag>
          )}
          {!user.hasPin && <Tag tone="warn">{t('no-pin')}</Tag>}
        </div>
      </td>
      <td className={css['act']}>
        {onOpen && (
          <>
            <Button size="sm" onClick={() => onOpen({ dialog: 'pin', id: user.id })}>
              {t('reset-pin')}
            </Button>
            <Button size="sm" onClick={() => onOpen({ dialog: 'edit', id: user.id })}>
              {t('edit')}
            </Button>
          </>
        )}
      </td>
    </tr>
  )
}
