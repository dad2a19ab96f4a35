import type { Input } from '../../domain/contract/contract.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { gstinFault, gstStates } from '../../domain/gst.ts'

type Gst = Input<'setup.newClinic'>['gst']

/** A clinic outside GST has no GSTIN; under GST it must have a right one, of its own state. */
export function checkedGst({ gstMode, gstin, stateCode }: Gst): Outcome<Gst> {
  if (!Object.hasOwn(gstStates, stateCode)) return refuse('bad-input', { issues: 'gst.stateCode' })
  if (gstMode === 'unregistered') return ok({ gstMode, gstin: null, stateCode })
  const typed = (gstin ?? '').trim().toUpperCase()
  const reason = gstinFault(typed) ?? (typed.startsWith(stateCode) ? undefined : 'state')
  return reason === undefined ? ok({ gstMode, gstin: typed, stateCode }) : refuse('bad-gstin', { reason })
}
