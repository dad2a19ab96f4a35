import { parseArgs } from 'node:util'
import { z } from 'zod'
import { id, required } from '../../domain/tables/common.ts'

export type Command =
  | { readonly does: 'serve' }
  | { readonly does: 'clinics' }
  | { readonly does: 'code'; readonly clinic: string }
  | { readonly does: 'code --bring' }
  | { readonly does: 'devices' }
  | { readonly does: 'revoke'; readonly clinic: string; readonly device: string; readonly because: string }

export const usage = `npm run hq                                                     serve
npm run hq -- clinics                                           the clinics
npm run hq -- code --clinic ID                                  let a new PC join a clinic
npm run hq -- code --bring                                      let a PC bring its clinic
npm run hq -- devices                                           the PCs of every clinic
npm run hq -- revoke --clinic ID --device ID --because TEXT     lock a PC out`

const shapes = {
  code: z.strictObject({ clinic: id }),
  bring: z.strictObject({ bring: z.literal(true) }),
  revoke: z.strictObject({ clinic: id, device: id, because: required(200) }),
  nothing: z.strictObject({}),
}

/** `undefined` when it is not understood. */
export function readCommand(args: readonly string[]): Command | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        clinic: { type: 'string' },
        device: { type: 'string' },
        because: { type: 'string' },
        bring: { type: 'boolean' },
      },
    })
    return commandOf(positionals.join(' '), { ...values })
  } catch (fault) {
    if (fault instanceof z.ZodError || fault instanceof TypeError) return undefined
    throw fault
  }
}

function commandOf(does: string, given: Readonly<Record<string, unknown>>): Command | undefined {
  if (does === 'code') {
    if (given['bring'] === undefined) return { does, ...shapes.code.parse(given) }
    shapes.bring.parse(given)
    return { does: 'code --bring' }
  }
  if (does === 'revoke') return { does, ...shapes.revoke.parse(given) }
  shapes.nothing.parse(given)
  if (does === '') return { does: 'serve' }
  return does === 'clinics' || does === 'devices' ? { does } : undefined
}
