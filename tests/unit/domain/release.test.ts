import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { releasedOn } from '../../../domain/release.ts'

it('the day of the release is that of this version in the changelog', () => {
  const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(read('CHANGELOG.md')).toContain(`## ${version} (${releasedOn})`)
})
