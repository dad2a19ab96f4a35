import { expect, test } from 'vitest'
import type { VersionVector } from '../../../../domain/journal/types.ts'
import { makeNews } from '../../../../hq/sync/news.ts'

const head = (seq: number) => ({ seq, hash: String(seq).repeat(64) })

function listening(devices: readonly string[]) {
  const news = makeNews()
  const heard = new Map<string, VersionVector[]>(devices.map(device => [device, []]))
  const lines = devices.map(device =>
    news.listen('clinic', { device, tell: vector => heard.get(device)?.push(vector) }),
  )
  return { news, lines, heardBy: (device: string) => heard.get(device) }
}

test('everybody hears what there is once, the one who gave it not at all', () => {
  const { news, heardBy } = listening(['one', 'two'])
  const vector = { one: head(1) }
  news.tell('clinic', vector, { device: 'one', heads: { one: head(1) } })
  news.tell('clinic', vector)
  expect([heardBy('one'), heardBy('two')]).toEqual([[], [vector]])
})

test('who gives something hears what another process took meanwhile', () => {
  const { news, heardBy } = listening(['one'])
  const vector = { one: head(1), two: head(3) }
  news.tell('clinic', vector, { device: 'one', heads: { one: head(1) } })
  expect(heardBy('one')).toEqual([vector])
})

test('what is older than what was told is not told again', () => {
  const { news, lines, heardBy } = listening(['one'])
  lines[0]?.tell({ two: head(2) })
  news.tell('clinic', { two: head(1) })
  news.tell('clinic', { two: head(2) })
  news.tell('clinic', { two: head(3) })
  expect(heardBy('one')).toEqual([{ two: head(2) }, { two: head(3) }])
})

test('who has left hears nothing, and a clinic without listeners is not looked at', () => {
  const { news, lines, heardBy } = listening(['one'])
  expect(news.clinics()).toEqual(['clinic'])
  lines[0]?.leave()
  news.tell('clinic', { two: head(1) })
  expect([heardBy('one'), news.clinics()]).toEqual([[], []])
})
