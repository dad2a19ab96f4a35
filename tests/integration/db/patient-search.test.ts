import { beforeEach, describe, expect, test } from 'vitest'
import { patient } from '../../../domain/tables/people.ts'
import { tidyUp } from '../../../db/health.ts'
import { searchPatients } from '../../../db/patient-search.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { defined, newId, newStore, rename, write } from './helpers.ts'

const people = [
  ['Lakshmi Narayanan', 'லட்சுமி நாராயணன்', '+919822041763'],
  ['Ramesh Chaudhary', 'रमेश चौधरी', '+919822041764'],
  ['Suneeta Wagh', 'सुनीता वाघ', '+919900112233'],
  ['Vaishnavi Reddy', 'వైష్ణవి రెడ్డి', '+918877665544'],
  ['Bhagyashree Deshpande', '', null],
  ['Akshay Kumar', '', '+917000012345'],
  ['Kumar Akshath', '', null],
] as const

function withPeople(): { store: OpenStore; find: (text: string) => readonly string[] } {
  const store = newStore()
  const names = new Map<string, string>()
  for (const [name, nativeName, phone] of people) {
    const id = newId()
    names.set(id, name)
    write(store, tx => {
      tx.set(patient, id, 'name', { name, nativeName }, [])
      tx.set(patient, id, 'telecom', { phone, phoneRelation: 'self' }, [])
      tx.set(patient, id, 'identifier', { mrn: `A1K7-${String(tx.nextCount('mrn')).padStart(5, '0')}` }, [])
      return null
    })
  }
  return { store, find: text => searchPatients(store.read, text, 10).map(id => names.get(id) ?? id) }
}

let find: (text: string) => readonly string[] = () => []
beforeEach(() => {
  find = withPeople().find
})

describe('a patient is found', () => {
  test.each([
    ['by the beginnings of the names in any order', 'nar lak', 'Lakshmi Narayanan'],
    ['by another spelling', 'Laxmi', 'Lakshmi Narayanan'],
    ['by yet another', 'lakshmy narayan', 'Lakshmi Narayanan'],
    ['by a spelling with other vowels', 'choudhury', 'Ramesh Chaudhary'],
    ['by w for v and one vowel for two', 'sunita vagh', 'Suneeta Wagh'],
    ['in Devanagari, when the name is in both', 'चौधरी', 'Ramesh Chaudhary'],
    ['in Tamil', 'லட்சுமி', 'Lakshmi Narayanan'],
    ['in Telugu', 'రెడ్డి', 'Vaishnavi Reddy'],
    ['in Latin letters, from how the Telugu name sounds', 'vyshnavi', 'Vaishnavi Reddy'],
    ['in Devanagari, when the name is in Latin letters only', 'भाग्यश्री', 'Bhagyashree Deshpande'],
    ['with capitals, marks and dots', 'Dr. LAKSHMĪ'.slice(4), 'Lakshmi Narayanan'],
    ['by four digits inside the phone', '1122', 'Suneeta Wagh'],
    ['by the whole phone as people write it', '+91 98220-41764', 'Ramesh Chaudhary'],
    ['by the phone with a zero before', '098220 41763', 'Lakshmi Narayanan'],
    ['by name and digits together', 'ramesh 4176', 'Ramesh Chaudhary'],
    ['by the MRN', 'a1k7-00003', 'Suneeta Wagh'],
    ['by the number of the MRN', '4', 'Vaishnavi Reddy'],
  ])('%s', (_how, text, name) => {
    expect(find(text)[0]).toBe(name)
  })

  test('the more exact the earlier', () => {
    expect(find('kumar akshay')).toEqual(['Akshay Kumar', 'Kumar Akshath'])
    expect(find('akshat kumar')[0]).toBe('Kumar Akshath')
    expect(find('kumar')).toEqual(['Kumar Akshath', 'Akshay Kumar'])
  })

  test('not by something else', () => {
    for (const text of ['zzz', '55555', 'lakshmi patel', '"', '*', ' ', 'a1k7-99999', '12', 'NEAR(']) {
      expect(find(text), text).toEqual([])
    }
  })
})

describe('the search index', () => {
  test('follows edits, also when the document of before is still in it, and after it was tidied', () => {
    const { store } = withPeople()
    const [id = ''] = searchPatients(store.read, 'lakshmi', 1)
    for (const name of ['Meena Kumari', 'Meena Das', 'Padma Das']) rename(store, id, name)
    for (let round = 0; round < 2; round++) {
      expect(searchPatients(store.read, 'lakshmi narayanan', 5)).toEqual([])
      expect(searchPatients(store.read, 'meena', 5)).toEqual([])
      expect(searchPatients(store.read, 'padma', 5)).toEqual([id])
      tidyUp(store)
    }
  })

  test('forgets who was deleted, and finds again who was brought back', () => {
    const { store } = withPeople()
    const [id = ''] = searchPatients(store.read, 'bhagyashree', 1)
    const setDeleted = (deletedAt: string | null) =>
      write(
        store,
        tx => (tx.set(patient, id, 'deletion', { deletedAt }, defined(tx.see(patient, id)).clocks.deletion), null),
      )
    setDeleted('2026-11-22T10:00:00.000Z')
    expect(searchPatients(store.read, 'bhagyashree', 5)).toEqual([])
    setDeleted(null)
    expect(searchPatients(store.read, 'bhagyashree', 5)).toEqual([id])
  })
})
