import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { load } from 'js-yaml'
import { beforeAll, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)
const configuration = load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>

let check: ValidateFunction
/** The schema is large: compiling it takes a second on an idle machine, and many on a busy one. */
beforeAll(() => {
  const schema: object = require('app-builder-lib/scheme.json')
  check = new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema)
}, 60_000)

function faults(value: unknown): readonly ErrorObject[] {
  check(value)
  return check.errors ?? []
}

test('the packaging rules fit the schema of electron-builder, and a misspelt one would not', () => {
  expect(faults(configuration)).toEqual([])
  expect(faults({ ...configuration, asarUnpak: [] })).not.toEqual([])
})

test('the built program can be used neither as Node nor with an inspector, and loads only its own archive', () => {
  expect(configuration['electronFuses']).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('an installation needs no administrator, and removing the program leaves the data', () => {
  expect(configuration['nsis']).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false })
})
