import { spawnSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync, cpSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const folders = ['domain', 'mappings', 'db', 'clinic', 'electron', 'renderer', 'hq'] as const
type Folder = (typeof folders)[number]

/** The table of the house: who may import whom, from the ground floor up. */
const mayImport: Readonly<Record<Folder, readonly Folder[]>> = {
  domain: [],
  mappings: ['domain'],
  db: ['domain'],
  clinic: ['domain', 'db', 'mappings'],
  electron: ['domain', 'clinic'],
  renderer: ['domain'],
  hq: ['domain', 'mappings'],
}

let house: string

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'caresync-house-'))
  cpSync(path.join(root, '.oxlintrc.json'), path.join(house, '.oxlintrc.json'))
  for (const folder of folders) {
    mkdirSync(path.join(house, folder))
    writeFileSync(path.join(house, folder, 'here.ts'), 'export const here = 1\n')
  }
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

function lint(folder: Folder, specifier: string): { readonly refused: boolean; readonly output: string } {
  const file = path.join(house, folder, 'probe.ts')
  writeFileSync(file, `import { here } from '${specifier}'\n\nexport const there = here\n`)
  const run = spawnSync(process.execPath, [path.join(root, 'node_modules/oxlint/bin/oxlint'), folder], {
    cwd: house,
    encoding: 'utf8',
  })
  rmSync(file)
  return { refused: run.status !== 0, output: run.stdout }
}

describe('import rules', () => {
  for (const from of folders) {
    for (const to of folders.filter(folder => folder !== from)) {
      const allowed = mayImport[from].includes(to)
      test(`${from} ${allowed ? 'may' : 'may not'} import ${to}`, () => {
        const { refused, output } = lint(from, `../${to}/here.ts`)
        expect(refused).toBe(!allowed)
        if (!allowed) expect(output).toMatch(/no-restricted-imports/)
      })
    }
  }

  test.each(['node:fs', 'uuid', '@mantine/core', 'better-sqlite3'])('domain may not import %s', specifier => {
    expect(lint('domain', specifier).output).toMatch(/no-restricted-imports/)
  })

  test.each(['node:fs', 'electron', 'better-sqlite3'])('renderer may not import %s', specifier => {
    expect(lint('renderer', specifier).output).toMatch(/no-restricted-imports/)
  })

  test('two files that import each other are refused', () => {
    writeFileSync(path.join(house, 'db', 'one.ts'), "import { two } from './two.ts'\n\nexport const one = () => two\n")
    writeFileSync(path.join(house, 'db', 'two.ts'), "import { one } from './one.ts'\n\nexport const two = () => one\n")
    const run = spawnSync(process.execPath, [path.join(root, 'node_modules/oxlint/bin/oxlint'), 'db'], {
      cwd: house,
      encoding: 'utf8',
    })
    rmSync(path.join(house, 'db', 'one.ts'))
    rmSync(path.join(house, 'db', 'two.ts'))
    expect(run.status).not.toBe(0)
    expect(run.stdout).toMatch(/no-cycle/)
  })
})

test('every dependency has an exact version', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  for (const [name, version] of Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] })) {
    expect(version, name).toMatch(/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/)
  }
})
