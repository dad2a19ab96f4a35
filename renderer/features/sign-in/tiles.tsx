import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { roleName } from '../../app/role-name.ts'
import { Face } from '../../components/patient-panel.tsx'
import { useText } from '../../i18n/i18n.ts'
import { frameTexts } from '../../i18n/texts.ts'
import css from './sign-in.module.css'
import { signInTexts } from './texts.ts'

export type TileUser = Output<'session.tiles'>['users'][number]

type TilesProps = {
  readonly users: readonly TileUser[]
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
}

/** One tile for each person. Arrows move, Enter chooses; a first letter jumps to the next name that begins with it. */
export function Tiles({ users, chosenId, onChoose }: TilesProps) {
  const t = useText(signInTexts)
  const frame = useText(frameTexts)
  const list = useRef<HTMLFieldSetElement>(null)
  const at = Math.max(
    users.findIndex(user => user.id === chosenId),
    0,
  )

  useEffect(() => {
    if (chosenId === null) list.current?.querySelector<HTMLElement>('button')?.focus()
  }, [chosenId])

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const here = buttons.indexOf(document.activeElement as HTMLElement)
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      buttons[(here + step + buttons.length) % buttons.length]?.focus()
    } else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.altKey) {
      const after = users.map((_, index) => (here + 1 + index) % users.length)
      const next = after.find(index => users[index]?.displayName.toLowerCase().startsWith(event.key.toLowerCase()))
      if (next !== undefined) buttons[next]?.focus()
    }
  }
  return (
    <fieldset ref={list} className={css['tiles']} aria-label={t('people')}>
      {users.map((user, index) => (
        <button
          key={user.id}
          type="button"
          className={css['tile']}
          aria-pressed={user.id === chosenId}
          tabIndex={index === at ? 0 : -1}
          onKeyDown={onKeyDown}
          onClick={() => onChoose(user.id)}
        >
          <Face name={user.displayName} />
          <span>
            <b>{user.displayName}</b>
            <span className="sm muted">
              {user.hasPin ? user.roles.map(role => roleName(role, frame)).join(', ') : t('no-pin')}
            </span>
          </span>
        </button>
      ))}
    </fieldset>
  )
}
