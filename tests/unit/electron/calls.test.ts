import { beforeEach, expect, test, vi } from 'vitest'
import type { CallTargets } from '../../../electron/calls.ts'
import { electronModule } from './electron-module.ts'

vi.doMock('electron', electronModule)
const { answerCall } = await import('../../../electron/calls.ts')

type Event = Parameters<typeof answerCall>[1]
const eventFrom = (url: string, change: object = {}): Event => {
  const senderFrame = { url, parent: null, ...change }
  return { sender: { mainFrame: senderFrame }, senderFrame } as unknown as Event
}

const clinic = vi.fn<CallTargets['clinic']>()
const print = vi.fn<CallTargets['desktop']['desktop.print']>()
const answer = async () => ({ ok: true, value: null }) as never
const targets: CallTargets = {
  callerOf: contents => ({ window: 'window-1', contents }),
  intercept: () => undefined,
  clinic,
  desktop: {
    'desktop.ready': answer,
    'desktop.print': print,
    'desktop.savePdf': answer,
    'desktop.printers': answer,
    'desktop.updateState': answer,
    'desktop.installUpdate': answer,
    'desktop.chooseBackup': answer,
  },
}
const ours = eventFrom('app://caresync/index.html#/today')
const body = { name: 'drafts.get', input: { form: 'walk-in' } }

beforeEach(() => {
  clinic.mockReset().mockResolvedValue({ ok: true, value: 'served' })
  print.mockReset().mockResolvedValue({ ok: true, value: null })
})

test('a call of our page is forwarded under the name of its window', async () => {
  expect(await answerCall(targets, ours, body)).toEqual({ ok: true, value: 'served' })
  expect(clinic).toHaveBeenCalledWith('window-1', 'drafts.get', { form: 'walk-in' })
})

test.each([
  ['a page from elsewhere', eventFrom('https://example.invalid/')],
  ['an address that only begins like ours', eventFrom('app://caresync.example.invalid/')],
  ['an address that carries ours in its query', eventFrom('https://example.invalid/?next=app://caresync/')],
  ['an address with a user name', eventFrom('app://user@caresync/')],
  ['a frame inside our page', eventFrom('app://caresync/', { parent: {} })],
  ['a frame that is gone', { ...ours, senderFrame: null } as Event],
  [
    'a frame that is not the main one',
    { ...ours, senderFrame: { url: 'app://caresync/', parent: null } } as unknown as Event,
  ],
])('%s is refused before anything is read', async (_name, event) => {
  expect(await answerCall(targets, event, body)).toEqual({
    ok: false,
    code: 'not-allowed',
    params: { permission: 'desktop' },
  })
  expect(clinic).not.toHaveBeenCalled()
})

test('a page that is no window of ours is refused', async () => {
  const strange = { ...targets, callerOf: () => undefined }
  expect(await answerCall(strange, ours, body)).toMatchObject({ code: 'not-allowed' })
})

test('a message of another shape, an unknown name and a wrong input are refused', async () => {
  for (const wrong of [null, 'drafts.get', {}, { name: 1 }, { ...body, more: 1 }]) {
    expect(await answerCall(targets, ours, wrong)).toMatchObject({ code: 'bad-input' })
  }
  expect(await answerCall(targets, ours, { name: '__proto__', input: {} })).toMatchObject({ code: 'unknown-procedure' })
  expect(await answerCall(targets, ours, { name: 'drafts.get', input: { form: 5 } })).toEqual({
    ok: false,
    code: 'bad-input',
    params: { issues: 'form' },
  })
  expect(clinic).not.toHaveBeenCalled()
})

test('what is wrong is named by its place and never by its value', async () => {
  const secret = 'Asha Devi 98220 41763'
  const refusal = await answerCall(targets, ours, { name: 'drafts.get', input: { form: [secret] } })
  expect(JSON.stringify(refusal)).not.toContain('Asha')
})

test('the shell answers its own procedures with parsed input and does not forward them', async () => {
  const jobId = '01890000-0000-7000-8000-000000000001'
  expect(await answerCall(targets, ours, { name: 'desktop.print', input: { jobId } })).toEqual({
    ok: true,
    value: null,
  })
  expect(print).toHaveBeenCalledWith({ jobId }, expect.objectContaining({ window: 'window-1' }))
  expect(await answerCall(targets, ours, { name: 'desktop.print', input: { jobId: 'x' } })).toMatchObject({
    code: 'bad-input',
  })
  expect(clinic).not.toHaveBeenCalled()
})

test('a page with a narrower purpose is answered by its guard alone', async () => {
  const guarded = { ...targets, intercept: () => ({ ok: false, code: 'not-allowed', params: {} }) as const }
  expect(await answerCall(guarded, ours, body)).toMatchObject({ code: 'not-allowed' })
  expect(clinic).not.toHaveBeenCalled()
})
