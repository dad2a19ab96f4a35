import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { localTime } from '../../../domain/time.ts'
import { roleName } from '../../app/role-name.ts'
import { useDesk, useMay } from '../../app/session.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { Tag } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { frameTexts } from '../../i18n/texts.ts'
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
      <div className={css['bar']}>
        {mayManage && (
          <Button
            variant="go"
            className="end"
            action="add-record"
            icon={<IconUserPlus size={16} stroke={1.5} aria-hidden="true" />}
            onClick={() => setOpen({ dialog: 'new' })}
          >
            {t('add-user')}
          </Button>
        )}
      </div>
      <section className={`card ${css['list']}`} aria-label={t('users')}>
        {list.error ? (
          <ErrorState refusal={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <SkeletonRows />
        ) : users.length === 0 ? (
          <EmptyState title={t('empty')} />
        ) : (
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('sign-in-name')}</th>
                <th scope="col">{t('roles')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">
                  <span className="sr">{t('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {users.map(user => (
                <UserRow key={user.id} user={user} onOpen={mayManage ? setOpen : undefined} />
              ))}
            </tbody>
          </table>
        )}
      </section>
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
