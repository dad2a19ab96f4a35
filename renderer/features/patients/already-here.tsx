import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { phoneText } from '../../../domain/words.ts'
import { go } from '../../app/routes.ts'
import { Button } from '../../components/button.tsx'
import { State, Tag } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import css from './patients.module.css'
import { personText, relationText } from './person-words.ts'
import type { Similar } from './similar.ts'
import { patientTexts } from './texts.ts'

type Props = { readonly people: readonly PatientBrief[]; readonly onOpen: () => void }

/** Who is under a phone, before somebody is registered a second time. */
export function AlreadyHere({ people, onOpen }: Props) {
  const t = useText(patientTexts)
  return (
    <section className={css['here']} aria-live="polite">
      <p className="sm soft">{t('already-here', { count: people.length })}</p>
      <ul>
        {people.map(person => (
          <Person key={person.id} person={person} extra={relationText(person.phoneRelation, t)} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

/** People who may be the same one, each with the reasons. */
export function SimilarPeople({
  similar,
  onOpen,
}: {
  readonly similar: readonly Similar[]
  readonly onOpen: () => void
}) {
  const t = useText(patientTexts)
  return (
    <section className={css['here']} data-warn="" aria-live="polite">
      <p>
        <State tone="warn">{t('similar')}</State>
      </p>
      <ul>
        {similar.map(({ patient, reasons }) => (
          <Person
            key={patient.id}
            person={patient}
            extra={phoneText(patient.phone)}
            tags={reasons.map(reason => t(`reason-${reason}`))}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </section>
  )
}

type PersonProps = {
  readonly person: PatientBrief
  readonly extra: string
  readonly tags?: readonly string[]
  readonly onOpen: () => void
}

function Person({ person, extra, tags = [], onOpen }: PersonProps) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const facts = [personText(person, t, language), extra, person.mrn].filter(fact => fact !== '')
  const open = () => {
    onOpen()
    go({ screen: 'patient', id: person.id })
  }
  return (
    <li>
      <span className="grow">
        <b>{person.name}</b> <span className="indic soft">{person.nativeName}</span>
        <span className="sm soft"> {facts.join(' · ')}</span>
      </span>
      {tags.map(tag => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      <Button size="sm" onClick={open} aria-label={`${t('open-this')} ${person.name}`}>
        {t('open-this')}
      </Button>
    </li>
  )
}
