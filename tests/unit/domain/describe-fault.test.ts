import { describe, expect, it } from 'vitest'
import { describeFault, redact } from '../../../domain/describe-fault.ts'

describe('a fault in a log', () => {
  it('blanks quoted text and rows of digits, where names and phones would stand', () => {
    const said = redact('patient "Rukmini Deshpande" of +91 98220 41763 and ९८२२०४१७६३ breaks `name`, code 17')
    expect(said).toBe('patient … of +# and # breaks …, code 17')
  })

  it('blanks what is quoted within a quotation', () => {
    expect(redact('cannot keep "{"name":"Rukmini Deshpande"}" here')).toBe('cannot keep … here')
  })

  it('says where a fault happened and not what was in it', () => {
    const { fault, where } = describeFault(new TypeError("cannot read 'Rukmini'"))
    expect(fault).toBe('TypeError: cannot read …')
    expect(where).toContain('domain/describe-fault.test.ts')
    expect(describeFault('Rukmini')).toEqual({ fault: 'string', where: '' })
  })
})
