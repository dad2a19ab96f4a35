/** A disk that the system switched to read-only, as it does with a failing one. Needs the right to mount. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { ask, test, told } from './application.ts'
import { atWork, FAMILY_PHONE, goTo, people, signIn, startSample } from './counter.ts'

const run = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0

function mayMount(): boolean {
  if (process.platform !== 'linux') return false
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-mount-'))
  const may = run('mount', '--bind', folder, folder) && run('umount', folder)
  rmdirSync(folder)
  return may
}

test('a disk that was switched to read-only leaves the clinic open for reading, with the reason on screen', async ({
  pc,
}) => {
  test.skip(!mayMount(), 'this user may not mount')
  await (await startSample(pc)).quit()
  expect(run('mount', '--bind', pc.data, pc.data) && run('mount', '-o', 'remount,bind,ro', pc.data)).toBe(true)
  try {
    const { page, quit } = await pc.start()
    await signIn(page, people.cashier)
    await atWork(page, people.cashier)
    await expect(page.getByRole('alert').getByText('Read-only: the disk cannot be written')).toBeVisible()
    await goTo(page, 'Patients')
    const found = await told(page, 'search.find', { text: FAMILY_PHONE, limit: 10 })
    expect(found.patients.map(({ name }) => name)).toContain('Rukmini Deshpande')
    expect(await ask(page, 'drafts.put', { form: 'walk-in', body: { name: 'Lakshmi' } })).toMatchObject({
      code: 'read-only',
    })
    await quit()
  } finally {
    run('umount', '--lazy', pc.data)
  }
})
