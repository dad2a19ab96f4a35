import { expect, test } from 'vitest'
import { readCommand } from '../../../../hq/commands/usage.ts'

const clinic = '018f0000-0000-7000-8000-000000000001'
const device = '018f0000-0000-7000-8000-000000000002'

test.each([
  [[], { does: 'serve' }],
  [['clinics'], { does: 'clinics' }],
  [['code', '--clinic', clinic], { does: 'code', clinic }],
  [['code', '--bring'], { does: 'code --bring' }],
  [['devices'], { does: 'devices' }],
  [
    ['revoke', '--clinic', clinic, '--device', device, '--because', 'stolen'],
    { does: 'revoke', clinic, device, because: 'stolen' },
  ],
])('%j is understood', (args, command) => {
  expect(readCommand(args)).toEqual(command)
})

test.each([
  [['code']],
  [['code', '--clinic', 'Shanti']],
  [['code', '--bring', '--clinic', clinic]],
  [['clinic', 'add', '--name', 'Shanti', '--city', 'Pune']],
  [['revoke', '--clinic', clinic, '--device', device]],
  [['devices', '--bring']],
  [['--unknown']],
  [['serve']],
])('%j is not', args => {
  expect(readCommand(args)).toBeUndefined()
})
