import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserWay, type Way } from './ways.ts'

export type Checked =
  { readonly ok: true; readonly milliseconds: number } | { readonly ok: false; readonly sentence: string }

/**
 * Starts CareSync in a scratch folder, waits until the first screen answers, ends it, and leaves neither process nor
 * folder behind, also when `stop` ends it before. The time runs from the start of the program to the answer.
 */
export async function checkStart(way: Way, stop: AbortSignal): Promise<Checked> {
  const folder = mkdtempSync(join(tmpdir(), 'caresync-check-'))
  const since = performance.now()
  const program = way.start(folder, stop)
  try {
    const said = await program.firstWord
    if (said.word === 'ended') return no(said.sentence || `the ${way.name} ended with status ${said.status}`)
    if (said.word !== 'ready') return no(`the ${way.name} did not answer`)
    const fault = way === browserWay ? await answersFault(said.address) : undefined
    const milliseconds = Math.round(performance.now() - since)
    if (fault !== undefined) return no(fault)
    const status = await program.end()
    return status === 0 ? { ok: true, milliseconds } : no(`the ${way.name} did not end in order`)
  } finally {
    await program.end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const no = (sentence: string): Checked => ({ ok: false, sentence })

/** Enters as a browser does and asks what the first screen asks; what is wrong, or undefined. */
async function answersFault(address: string): Promise<string | undefined> {
  const entered = await fetch(address)
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0]
  if (!entered.ok || cookie === undefined) return 'the address did not let the browser in'
  const { origin } = new URL(address)
  const page = await fetch(origin, { headers: { cookie } })
  const html = await page.text()
  const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1]
  if (!page.ok || script === undefined) return 'the page was not served'
  const code = await fetch(new URL(script, origin), { headers: { cookie } })
  if (!code.ok || (await code.text()) === '') return 'the script of the page was not served'
  const asked = await fetch(`${origin}/call`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'app.state', input: {} }),
  })
  const state = (await asked.json()) as { ok?: boolean; value?: { phase?: string } }
  return state.ok && state.value?.phase === 'first-run' ? undefined : 'the first screen did not answer'
}
