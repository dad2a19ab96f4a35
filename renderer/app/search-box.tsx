import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { KeyHint } from '../components/key-hint.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts, keyTexts } from '../i18n/texts.ts'
import { call } from './client.ts'
import { useAction } from './keys.ts'
import { navigationFor } from './navigation.ts'
import { go } from './routes.ts'
import css from './search-box.module.css'
import { SearchList } from './search-list.tsx'
import { type SearchCommand, type SearchResult, onlyResult, routeOfResult, searchResults } from './search-results.ts'
import { useDesk, useMay } from './session.ts'
import { useUi } from './ui-store.ts'
import { stepOf, useMarked } from './use-marked.ts'
import { useProcedure } from './use-procedure.ts'

const LIMIT = 8

type SearchBoxProps = { readonly onSettings: () => void; readonly onLock: () => void }

/**
 * The one search box: patients, tokens, documents and commands. Enter opens the marked result; an Enter that comes before the
 * answer, as from a scanner, opens what is found when nothing else fits.
 */
export function SearchBox({ onSettings, onLock }: SearchBoxProps) {
  const t = useText(frameTexts)
  const keys = useText(keyTexts)
  const { session } = useDesk()
  const mayFind = useMay('patient.read')
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const choosePatient = useUi(state => state.choosePatient)

  const asked = text.trim()
  const find = useProcedure(
    'search.find',
    { text: asked, limit: LIMIT },
    { enabled: open && mayFind && asked !== '', keep: true },
  )
  const current = asked === '' || !mayFind || (find.isSuccess && !find.isPlaceholderData)

  const commands: readonly SearchCommand[] = [
    ...navigationFor(session).map(item => ({ id: item.action, label: keys(item.action), run: () => go(item.route) })),
    { id: 'settings', label: keys('settings'), run: onSettings },
    { id: 'lock', label: keys('lock'), run: onLock },
  ]
  const results = searchResults(asked === '' || !mayFind ? undefined : find.data, commands, asked)
  const { position, move, reset } = useMarked(results.map(result => result.key))

  const close = () => {
    setOpen(false)
    setText('')
    reset()
  }
  const take = (result: SearchResult) => {
    close()
    input.current?.blur()
    if (result.kind === 'command') return result.command.run()
    if (result.kind === 'token') choosePatient(result.token.patientId)
    const route = routeOfResult(result)
    return route && go(route)
  }
  const takeOnly = async () => {
    const outcome = await call('search.find', { text: asked, limit: LIMIT })
    if (!outcome.ok || input.current?.value.trim() !== asked) return
    const only = onlyResult(searchResults(outcome.value, commands, asked))
    if (only) take(only)
  }

  useAction('search', () => {
    input.current?.focus()
    input.current?.select()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = stepOf(event.key)
    if (step !== undefined) {
      event.preventDefault()
      move(step)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const result = results[position]
      if (!current) void takeOnly()
      else if (result) take(result)
    }
  }

  return (
    <search className={css['search']}>
      <div className={css['box']}>
        <IconSearch size={16} stroke={1.5} aria-hidden="true" />
        <input
          ref={input}
          className={css['input']}
          type="text"
          role="combobox"
          aria-label={t('search-label')}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && results[position] ? `${listId}-${position}` : undefined}
          placeholder={t('search-hint')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onChange={event => {
            setText(event.target.value)
            reset()
          }}
          onKeyDown={onKeyDown}
        />
        <KeyHint id="search" />
        {open && <SearchEscape onEscape={() => input.current?.blur()} />}
      </div>
      {open && (
        <SearchList
          id={listId}
          results={results}
          chosen={position}
          text={asked}
          ready={current}
          refusal={asked === '' ? null : find.error}
          onTake={take}
        />
      )}
    </search>
  )
}

/** While the list is open Esc closes it and nothing else. */
function SearchEscape({ onEscape }: { readonly onEscape: () => void }) {
  useAction('back', onEscape)
  return null
}
