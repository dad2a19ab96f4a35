import { expect, test } from 'vitest'
import { readOptions } from '../../../scripts/start/options.ts'
import { sentenceIn } from '../../../scripts/start/program.ts'
import { progressText } from '../../../scripts/sample/progress.ts'

test('npm start without arguments opens CareSync in the usual data folder', () => {
  expect(readOptions([])).toEqual({ check: false, browser: false, data: undefined })
})

test('each option of npm start is understood, and nothing else', () => {
  expect(readOptions(['--check', '--browser', '--data', 'x'])).toEqual({ check: true, browser: true, data: 'x' })
  for (const args of [['--chek'], ['check'], ['--data'], ['--check=1']]) expect(readOptions(args)).toBeUndefined()
})

test('progress tells how many, how fast and how long still', () => {
  expect(progressText(30_000, 120_000, 2000)).toBe('30,000 of about 120,000 entries, 15,000 a second, 6 s left')
  expect(progressText(0, 120_000, 0)).toBe('0 of about 120,000 entries, 0 a second, just begun')
  expect(progressText(130, 120, 1000)).toBe('130 of about 120 entries, 130 a second, 0 s left')
})

test('a program that ended is quoted with one sentence, never with a stack', () => {
  expect(sentenceIn(['Port 80 is in use.'])).toBe('Port 80 is in use.')
  const stack = [
    'file:///a.ts:1',
    "SyntaxError: The module 'b' has no export 'c'",
    'at async x (y:1)',
    'Node.js v24.21.0',
  ]
  expect(sentenceIn(stack)).toBe("SyntaxError: The module 'b' has no export 'c'")
  expect(sentenceIn([])).toBe('')
})
