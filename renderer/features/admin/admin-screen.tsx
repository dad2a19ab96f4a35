import { adminSectionsFor } from '../../app/navigation.ts'
import { type AdminSection, hrefOf } from '../../app/routes.ts'
import { useDesk } from '../../app/session.ts'
import { useText } from '../../i18n/i18n.ts'
import css from './admin.module.css'
import { BackupsSection } from './backups-section.tsx'
import { HeadquartersSection } from '../headquarters/headquarters-section.tsx'
import { SettleSection } from '../headquarters/settle-section.tsx'
import { ClinicSection } from './clinic-section.tsx'
import { PractitionersSection } from './practitioners-section.tsx'
import { adminTexts } from './texts.ts'
import { UsersSection } from './users-section.tsx'

const sections = {
  users: UsersSection,
  practitioners: PractitionersSection,
  clinic: ClinicSection,
  backups: BackupsSection,
  headquarters: HeadquartersSection,
  settle: SettleSection,
} as const

/** Users, doctors, the clinic and backups; only the parts that the role may see. */
export function AdminScreen({ section }: { readonly section: AdminSection }) {
  const t = useText(adminTexts)
  const { session } = useDesk()
  const Section = sections[section]
  return (
    <main className={css['admin']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <nav className={css['tabs']} aria-label={t('sections')}>
          {adminSectionsFor(session).map(name => (
            <a
              key={name}
              href={hrefOf({ screen: 'admin', section: name })}
              aria-current={name === section ? 'page' : undefined}
            >
              {t(name)}
            </a>
          ))}
        </nav>
        <span className="soft one">{t(`${section}-text`)}</span>
      </header>
      <Section />
    </main>
  )
}
