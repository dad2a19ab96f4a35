import { lazy, Suspense, useEffect, useState } from 'react'
import { Notices } from '../components/notice.tsx'
import { ErrorState } from '../components/states.tsx'
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx'
import css from './app.module.css'
import { useLook } from './look.ts'
import { SignedIn } from './signed-in.tsx'
import { StoppedScreen } from './stopped-screen.tsx'
import { tellReady } from './ready.ts'
import { useForgetAnswers, useFreshAnswers, useProcedure } from './use-procedure.ts'

const FirstPinForm = lazy(() =>
  import('../features/first-run/first-pin.tsx').then(module => ({ default: module.FirstPinForm })),
)
const FirstRunScreen = lazy(() =>
  import('../features/first-run/first-run-screen.tsx').then(module => ({ default: module.FirstRunScreen })),
)

/** Chooses by the phase of the clinic what this window shows. */
export function App() {
  const state = useProcedure('app.state', {}, { keep: true })
  const phase = state.data?.phase
  useFreshAnswers(phase === 'locked')
  useForgetAnswers(state.data?.session?.userId)
  useLook()

  // The first run goes on after the clinic exists, until its recovery key is written down.
  const [setup, setSetup] = useState<'no' | 'open' | 'done'>('no')
  if (phase === 'first-run' && setup === 'no') setSetup('open')
  const finishSetup = async () => {
    setSetup('done')
    const { data, isSuccess, isFetching } = await state.refetch()
    // Only a new answer may lead back: a read that failed or was overtaken still carries the old phase.
    if (isSuccess && !isFetching && data.phase === 'first-run') setSetup('open')
  }

  if (!state.data) {
    return state.error ? (
      <main className={css['alone']}>
        <ErrorState refusal={state.error} onRetry={() => void state.refetch()} />
      </main>
    ) : (
      <div className={css['alone']} aria-busy="true" />
    )
  }
  return (
    <>
      {setup === 'open' ? (
        <Suspense fallback={<div className={css['alone']} aria-busy="true" />}>
          <FirstRunScreen onDone={() => void finishSetup()} />
          <Painted />
        </Suspense>
      ) : phase === 'stopped' ? (
        <StoppedScreen state={state.data} onRetry={() => void state.refetch()} />
      ) : phase === 'first-run' ? (
        <main className={css['alone']} aria-busy={state.error === null}>
          {state.error && <ErrorState refusal={state.error} onRetry={() => void state.refetch()} />}
        </main>
      ) : (
        <>
          {state.data.session && state.data.clinic && (
            <SignedIn
              key={state.data.session.userId}
              desk={{ state: state.data, session: state.data.session, clinic: state.data.clinic }}
            />
          )}
          {state.data.needsFirstPin ? (
            <Suspense fallback={<div className={css['alone']} aria-busy="true" />}>
              <FirstPinForm onDone={() => void state.refetch()} />
            </Suspense>
          ) : null}
          {!state.data.needsFirstPin && (phase === 'sign-in' || phase === 'locked') && state.data.clinic && (
            <SignInScreen clinic={state.data.clinic} lockedFor={state.data.session?.userId ?? null} />
          )}
        </>
      )}
      {phase !== 'first-run' && setup !== 'open' && <Painted />}
      <Notices />
    </>
  )
}

/** Mounted with the first usable screen. */
function Painted() {
  useEffect(tellReady, [])
  return null
}
