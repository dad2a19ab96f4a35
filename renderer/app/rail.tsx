import { Mark } from '../components/mark.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts } from '../i18n/texts.ts'
import css from './frame.module.css'
import type { NavItem, NavName } from './navigation.ts'
import { hrefOf } from './routes.ts'

export function Rail({
  items,
  current,
}: {
  readonly items: readonly NavItem[]
  readonly current: NavName | undefined
}) {
  const t = useText(frameTexts)
  return (
    <nav className={css['rail']} aria-label={t('nav-label')}>
      <div className={css['mark']}>
        <Mark size={24} />
      </div>
      <ul>
        {items.map(({ name, icon: Icon, route }) => (
          <li key={name}>
            <a className={css['link']} href={hrefOf(route)} aria-current={name === current ? 'page' : undefined}>
              <Icon size={20} stroke={1.5} aria-hidden="true" />
              {t(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
