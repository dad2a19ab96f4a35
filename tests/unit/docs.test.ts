import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { errors } from '../../domain/errors.ts'
import { actions } from '../../renderer/app/actions.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folders = [
  'domain',
  'mappings',
  'db',
  'clinic',
  'electron',
  'renderer',
  'hq',
  'scripts',
  'tests',
  'docs',
] as const
const pages = globSync(['*.md', ...folders.map(folder => `${folder}/**/*.md`)], { cwd: root }).sort()
const read = (page: string): string => readFileSync(path.join(root, page), 'utf8')
const manifest = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }

/** Fenced blocks hold commands and drawings, not links. */
const prose = (page: string): string => read(page).replace(/^```[\s\S]*?^```/gm, '')

const linksOf = (page: string): readonly string[] =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^[a-z]+:/.test(target) ? [] : [target]))

/** Words in backticks that name a file or folder: `db/open.ts`, `docs/runbooks/`; in the page of a folder also `open.ts`. */
const pathsOf = (page: string): readonly string[] =>
  [...prose(page).matchAll(/`([\w./-]+)`/g)].flatMap(([, word = '']) => {
    if (folders.some(folder => word.startsWith(`${folder}/`))) return [word]
    return page.endsWith('/README.md') && /(\.(ts|tsx|css|json)|\/)$/.test(word) ? [word] : []
  })

const isThere = (page: string, named: string): boolean =>
  [root, path.join(root, path.dirname(page))].some(folder => existsSync(path.join(folder, named)))

const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word)

/** As GitHub makes the address of a heading. */
const anchorsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

describe.each(pages)('%s', page => {
  test('links only to what is there', () => {
    for (const link of linksOf(page)) {
      const [target = '', anchor] = link.split('#', 2)
      const file = target === '' ? path.join(root, page) : path.resolve(root, path.dirname(page), target)
      expect(existsSync(file), link).toBe(true)
      if (anchor !== undefined) expect(anchorsOf(file), link).toContain(anchor)
    }
  })

  test('names only files that are there', () => {
    for (const named of pathsOf(page)) expect(isThere(page, named), named).toBe(true)
  })

  test('names only commands that are there', () => {
    for (const [, name = ''] of read(page).matchAll(/npm run ([\w:]+)/g)) expect(manifest.scripts).toHaveProperty(name)
  })
})

test('every manual and every runbook is found from the index', () => {
  const index = linksOf('docs/README.md').map(link => path.join('docs', link))
  for (const page of pages.filter(each => /^docs\/(manual|runbooks)\//.test(each))) expect(index).toContain(page)
})

test('a key that a manual names is a key of the registry', () => {
  const registered = new Set<string>(
    Object.values(actions).flatMap(({ key }) =>
      key.endsWith('Digit') ? [1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit => key.replace('Digit', String(digit))) : [key],
    ),
  )
  registered.add('Esc')
  for (const page of pages.filter(each => each.startsWith('docs/manual/'))) {
    for (const word of quoted(read(page)).filter(each => /^(F\d{1,2}|(Ctrl|Alt)\+.+|Esc)$/.test(each))) {
      expect(registered, `${page}: ${word}`).toContain(word)
    }
  }
})

test('the runbook of a database that will not open has a part for every code that the opening can refuse with', () => {
  const codes = [
    'in-use',
    'key-lost',
    'wrong-key',
    'damaged-file',
    'newer-version',
    'not-a-database',
    'network-drive',
  ] as const
  const anchors = anchorsOf(path.join(root, 'docs/runbooks/database-will-not-open.md'))
  for (const code of codes) {
    expect(errors).toHaveProperty(code)
    expect(anchors).toContain(code)
  }
})

test('no page names a place of the machine on which it was written', () => {
  for (const page of pages) expect(read(page), page).not.toMatch(/(^|[\s`("'])\/(work|tmp|root|home)\//m)
})
