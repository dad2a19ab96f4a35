import { auditHandlers } from './admin/audit.ts'
import { backupHandlers } from './admin/backups.ts'
import { clinicFactsHandlers } from './admin/clinic-facts.ts'
import { practitionerHandlers } from './admin/practitioners.ts'
import { userHandlers } from './admin/users.ts'
import { cancelHandlers } from './billing/cancel.ts'
import { draftBillHandlers } from './billing/drafts.ts'
import { issueHandlers } from './billing/issue.ts'
import { billListHandlers } from './billing/list.ts'
import { payHandlers } from './billing/pay.ts'
import { printHandlers } from './documents/prints.ts'
import type { AllHandlers } from './handlers-of.ts'
import { findHandlers } from './patients/find.ts'
import { pageHandlers } from './patients/page.ts'
import { registerHandlers } from './patients/register.ts'
import { boardHandlers } from './queue/board.ts'
import { moveTokenHandlers } from './queue/move-token.ts'
import { walkInHandlers } from './queue/walk-in.ts'
import { draftHandlers } from './session/drafts.ts'
import { preferenceHandlers } from './session/preferences.ts'
import { recoverHandlers } from './session/recover.ts'
import { signInHandlers } from './session/sign-in.ts'
import { appStateHandlers } from './setup/app-state.ts'
import { firstRunHandlers } from './setup/first-run.ts'
import { inspectHandlers } from './setup/restore.ts'
import { enrolmentHandlers } from './sync/enrolment.ts'
import { settleHandlers } from './sync/settle.ts'
import { syncHandlers } from './sync/sync-screens.ts'

/** Every use case by its name in the contract; one that is missing is a type error. Made once per clinic process. */
export const allHandlers = (): AllHandlers => ({
  ...appStateHandlers,
  ...firstRunHandlers(),
  ...inspectHandlers,
  ...signInHandlers,
  ...recoverHandlers,
  ...draftHandlers,
  ...preferenceHandlers,
  ...findHandlers,
  ...pageHandlers,
  ...registerHandlers,
  ...boardHandlers,
  ...walkInHandlers,
  ...moveTokenHandlers,
  ...draftBillHandlers,
  ...issueHandlers,
  ...payHandlers,
  ...cancelHandlers,
  ...billListHandlers,
  ...printHandlers,
  ...userHandlers,
  ...practitionerHandlers,
  ...clinicFactsHandlers,
  ...backupHandlers(),
  ...auditHandlers,
  ...enrolmentHandlers(),
  ...syncHandlers(),
  ...settleHandlers,
})
