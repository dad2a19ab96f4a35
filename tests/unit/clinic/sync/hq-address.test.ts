import { expect, test } from 'vitest'
import { readAddress } from '../../../../clinic/sync/hq-address.ts'

test.each([
  ['https://hq.example.in', 'https://hq.example.in'],
  ['  hq.example.in/ ', 'https://hq.example.in'],
  ['hq.example.in:8443', 'https://hq.example.in:8443'],
  ['HTTPS://HQ.Example.in/some/path?x=1', 'https://hq.example.in'],
  ['http://127.0.0.1:4610', 'http://127.0.0.1:4610'],
  ['http://localhost:4610/', 'http://localhost:4610'],
  ['http://[::1]:4610', 'http://[::1]:4610'],
])('%s is taken as %s', (typed, address) => {
  expect(readAddress(typed)).toEqual({ ok: true, value: address })
})

test.each([
  '',
  'http://hq.example.in',
  'http://192.168.1.5:4610',
  'https://user:secret@hq.example.in',
  'ftp://hq.example.in',
  'not an address',
])('“%s” is refused', typed => {
  expect(readAddress(typed)).toMatchObject({ ok: false, code: 'bad-hq-address' })
})
