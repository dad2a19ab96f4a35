import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { openLog } from '../../../../hq/http/log.ts'

function logTo(): { readonly lines: string[]; readonly log: ReturnType<typeof openLog> } {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString('utf8'))
      done()
    },
  })
  return { lines, log: openLog('debug', stream) }
}

const patient = { name: 'Rukmini Deshpande', phone: '+919822041763', address: '12 MG Road', mrn: 'A1K7-00012' }

test('no field of a patient and no secret is written, wherever it stands', () => {
  const { lines, log } = logTo()
  log.info(patient, 'one')
  log.info({ patient, token: 'eyJhbGciOi' }, 'two')
  log.warn({ request: { body: patient, headers: { authorization: 'Bearer eyJhbGciOi', cookie: 'c=1' } } }, 'three')
  log.info({ entry: { changes: [{ values: patient }] } }, 'four')
  expect(lines).toHaveLength(4)
  for (const value of [...Object.values(patient), 'eyJhbGciOi', 'c=1']) expect(lines.join('')).not.toContain(value)
})

test('a fault is written without what it quotes', () => {
  const { lines, log } = logTo()
  const fault = Object.assign(new Error('invalid input syntax for type uuid: "Rukmini"'), {
    detail: 'Key (phone)=(+919822041763) already exists.',
    where: 'Rukmini',
  })
  log.error({ err: fault }, 'internal')
  expect(lines.join('')).toContain('invalid input syntax for type uuid: …')
  expect(lines.join('')).not.toMatch(/Rukmini|98220/)
})

test('a line says when and how grave', () => {
  const { lines, log } = logTo()
  log.info('ending')
  expect(JSON.parse(lines[0] ?? '')).toEqual({ level: 'info', at: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'ending' })
})
