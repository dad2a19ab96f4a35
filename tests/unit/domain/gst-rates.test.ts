import { describe, expect, it } from 'vitest'
import { gstRates, gstRatesOn } from '../../../domain/gst-rates.ts'

describe('the rates of GST', () => {
  it('are 0, 5, 12, 18 and 28 % until 21-09-2025', () => {
    expect(gstRatesOn('2017-07-01')).toEqual([0, 500, 1200, 1800, 2800])
    expect(gstRatesOn('2025-09-21')).toEqual([0, 500, 1200, 1800, 2800])
  })

  it('are 0, 5, 18 and 40 % from 22-09-2025', () => {
    expect(gstRatesOn('2025-09-22')).toEqual([0, 500, 1800, 4000])
    expect(gstRatesOn('2026-11-23')).toEqual([0, 500, 1800, 4000])
  })

  it('are none before there was GST', () => expect(gstRatesOn('2017-06-30')).toEqual([]))

  it('name the notification that they come from', () => {
    for (const { source } of gstRates) expect(source).toMatch(/^Notifications \d+\/20\d\d/)
  })
})
