/**
 * The catalogue of expected refusals. A code is stable for ever: screens translate it (`renderer/i18n`), tests and support
 * name it. The sentence is the English default and says what happened and what to do; `{name}` is filled from `params`.
 */
export const errors = {
  // the edge
  'bad-input': 'Something in this form is not right: {issues}.',
  'unknown-procedure': 'This version of CareSync does not know “{name}”. Update CareSync on this PC.',
  'not-signed-in': 'Sign in first.',
  locked: 'CareSync is locked. Enter your PIN to go on.',
  'not-allowed': 'Your role may not do this ({permission}). Ask an administrator.',
  'not-found': 'This was not found on this PC: {what}.',
  'no-answer': 'CareSync on this PC does not answer just now. What was saved is safe. Wait a moment, then try again.',
  'intent-reused': 'This was already saved with other content. Look at what was saved.',
  'saved-or-not':
    'Something went wrong inside CareSync after this began. It may have been saved: look first, then try again. Support code {support}.',
  internal: 'Something went wrong inside CareSync. Nothing was saved. Support code {support}.',
  // the store
  'read-only': 'This PC is read-only: {reason}. Nothing can be saved until that is solved; what is here is safe.',
  'changed-meanwhile': 'Somebody changed this meanwhile. Look at the new values, then save again.',
  'disk-full': 'The disk is full. Nothing was saved. Free some space, then try again.',
  'clock-wrong':
    'The clock of this PC says {now}. A document cannot be issued until it is right, or a supervisor agrees.',
  'wrong-key': 'This database was made with another key. Nothing was touched. Use the recovery key to open it.',
  'damaged-file': 'The database file is damaged: {detail}. Nothing was touched. Restore the newest backup.',
  'newer-version': 'This database was written by a newer CareSync ({found}, this is {known}). Update CareSync.',
  'not-a-database': 'This file is not a CareSync database. Nothing was touched.',
  'network-drive':
    'CareSync keeps its database on a disk of this PC. {file} is on a network drive, where writes can be lost.',
  'fold-failed': 'One entry of the journal could not be read and was set aside. The rest goes on.',
  // exchange of journals
  gap: 'Entries are missing before number {seq}.',
  fork: 'This journal continues another one than the one held here.',
  'bad-seal': 'The signature of these entries is wrong.',
  'bad-entry': 'An entry could not be read: {detail}.',
  'unknown-device': 'The PC that wrote these entries is not known here yet.',
  'too-large': 'An entry is larger than allowed.',
  'bad-message': 'What came over the network could not be read: {detail}.',
  // headquarters
  'bad-hq-address': 'This is not an address of a headquarters. It looks like https://hq.example.in.',
  'hq-unreachable': 'The headquarters at {address} do not answer. Check the address and the internet, then try again.',
  'hq-busy': 'The headquarters are busy just now. CareSync tries again by itself.',
  'hq-not-understood':
    'What answered is not a headquarters that this version knows. Check the address, or update CareSync.',
  'hq-refused': 'The headquarters refused this ({code}). Update CareSync on this PC, then try again.',
  revoked: 'The headquarters do not let this PC take part any more. What is here is safe; ask an administrator.',
  'hq-linked': 'This clinic is connected to headquarters already.',
  'hq-not-linked': 'This clinic is not connected to headquarters.',
  'wrong-kind-of-code': 'This code is for something else: {kind}. Ask for a new code at the headquarters.',
  'wrong-enrolment-code': 'This is not the code with which this PC joined.',
  'enrolment-code-refused':
    'This code is not valid. A code works once and for 15 minutes; ask for a new one at the headquarters.',
  'device-code-taken': 'Another PC of the clinic has this device code already. Try again.',
  'clinic-known': 'The headquarters have this clinic already. Ask there for a code to join it.',
  'folder-not-found': 'There is no such folder on this PC.',
  // first run
  'already-set-up': 'This PC already has a clinic.',
  'not-set-up': 'This PC has no clinic yet.',
  'bad-gstin': 'This GSTIN is not valid: {reason}.',
  'bad-recovery-key': 'This recovery key is not right. It has {groups} groups of {length} characters.',
  'backup-not-found': 'No backup was found at this place.',
  'backup-damaged': 'This backup cannot be used: {detail}. It was left as it is.',
  // people
  'wrong-credentials': 'The name or the PIN is not right. {left} more tries.',
  'locked-out': 'Too many wrong tries. Try again in {minutes} minutes, or ask an administrator.',
  'weak-pin': 'Choose a PIN of 4 to 8 digits that is not a simple row such as 1234 or 0000.',
  'user-disabled': 'This user may not sign in any more. Ask an administrator.',
  'last-administrator': 'At least one active administrator must remain.',
  'name-taken': 'There is already a user with this sign-in name.',
  // front desk
  'session-closed': 'Dr. {doctor} has no session today.',
  'already-waiting': '{patient} already has token {token} with this doctor today.',
  'patient-deceased': '{patient} is recorded as deceased. No new token can be given.',
  'illegal-transition': 'Token {token} is {from}; it cannot become {to}.',
  'room-taken': '{token} is in the room. Finish it or put it on hold first.',
  // billing
  'bill-empty': 'This bill has no lines.',
  'bill-issued': 'This bill was already issued as {number}.',
  'bill-discarded': 'This draft was discarded.',
  'discount-too-large': 'The discount is larger than the line.',
  'discount-not-allowed': 'A discount of {percent} % is above the limit of {limit} %. Ask a supervisor.',
  'tendered-too-little': 'The cash given is less than the amount to pay.',
  overpayment: 'Only {due} is due on this document.',
  'document-cancelled': 'This document was already cancelled by {number}.',
  'reason-missing': 'Say why.',
  'gst-not-registered': 'A clinic without GST registration cannot charge GST.',
  'number-exhausted': 'The number series {series} has no number left this year.',
  'cash-limit': 'Cash of ₹2,00,000 or more from one person in a day, or for one bill or visit, is not allowed.',
  // the desktop shell
  restarting: 'CareSync is restarting its data service. What was saved is safe; try again in a moment.',
  'in-use':
    'Another CareSync has this clinic open on this PC. Close it, then start CareSync again. Nothing was touched.',
  'key-lost':
    'This PC can no longer read the key of the database. Nothing was touched. Use the recovery key to open it.',
  // printing and files
  'print-failed': 'Printing failed: {reason}. The document is safe; press Retry, or save it as PDF.',
  'print-moved':
    'This print was already taken, printed or put aside. To have it on paper once more, print the document again.',
} as const

export type ErrorCode = keyof typeof errors
export type ErrorParams = Readonly<Record<string, string | number>>

export type Refusal = { readonly ok: false; readonly code: ErrorCode; readonly params: ErrorParams }
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const refuse = (code: ErrorCode, params: ErrorParams = {}): Refusal => ({ ok: false, code, params })

/** Compile-time exhaustiveness: reached only when a discriminated union grew and a switch did not. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
