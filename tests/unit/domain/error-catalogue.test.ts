import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { errors } from '../../../domain/errors.ts'

const root = path.join(import.meta.dirname, '../../..')
const isCatalogue = (file: string): boolean => file === 'domain/errors.ts' || file.startsWith('renderer/i18n/')

/** The product without the catalogue itself and its translations. */
const product = globSync('{domain,mappings,db,clinic,electron,renderer,hq}/**/*.{ts,tsx}', { cwd: root })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !isCatalogue(file))
  .map(file => readFileSync(path.join(root, file), 'utf8'))

test('every code of the catalogue is said somewhere in the product', () => {
  expect(product.length).toBeGreaterThan(200)
  const unsaid = Object.keys(errors).filter(code => !product.some(text => new RegExp(`['"]${code}['"]`).test(text)))
  expect(unsaid).toEqual([])
})
