/** Where an action lives; `everywhere` is the frame's. The cheat sheet groups by it. */
export const places = [
  'everywhere', 'today', 'patients', 'patient', 'billing', 'bill', 'document', 'dialog', 'audit', 'admin',
] as const // prettier-ignore
export type Place = (typeof places)[number]

type ActionRow = {
  readonly key: string
  readonly where: Place
  /** Shown in the strip at the bottom while it can be used. */
  readonly strip?: true
  /** Works also while a dialog is open. */
  readonly always?: true
}

/**
 * THE shortcut registry: it drives the hints on buttons, the key strip, the cheat sheet and the tests. A key means the same
 * everywhere: F3 adds, F7 bills, F12 finishes. `Digit` stands for 1 to 9. Texts are in the `keys` namespace, by id.
 */
export const actions = {
  'walk-in': { key: 'F2', where: 'today', strip: true },
  'call-next': { key: 'Alt+Digit', where: 'today', strip: true },
  'queue-start': { key: 'Alt+S', where: 'today' },
  hold: { key: 'F8', where: 'today', strip: true },
  skip: { key: 'F9', where: 'today', strip: true },
  'no-show': { key: 'F10', where: 'today', strip: true },
  'queue-finish': { key: 'Alt+F', where: 'today' },
  'queue-cancel': { key: 'Alt+C', where: 'today' },
  'new-person': { key: 'Alt+N', where: 'today' },
  'open-patient': { key: 'F4', where: 'today', strip: true },
  'open-bill': { key: 'F7', where: 'today', strip: true },
  reprint: { key: 'Ctrl+P', where: 'today' },

  'register-patient': { key: 'Alt+N', where: 'patients', strip: true },
  'find-in-list': { key: 'Alt+F', where: 'patients', strip: true },
  'edit-patient': { key: 'F4', where: 'patient', strip: true },
  'patient-bill': { key: 'F7', where: 'patient', strip: true },
  'patient-walk-in': { key: 'F2', where: 'patient', strip: true },
  'choose-value': { key: 'Alt+Digit', where: 'patient', strip: true },

  'new-bill': { key: 'F3', where: 'billing', strip: true },
  'add-line': { key: 'F3', where: 'bill', strip: true },
  discount: { key: 'F6', where: 'bill', strip: true },
  'remove-line': { key: 'Ctrl+Delete', where: 'bill', strip: true },
  'take-payment': { key: 'F7', where: 'bill', strip: true },
  'hold-bill': { key: 'F8', where: 'bill', strip: true },
  'leave-due': { key: 'Alt+D', where: 'bill' },
  'discard-bill': { key: 'Alt+X', where: 'bill' },
  finish: { key: 'F12', where: 'bill', strip: true },

  'pay-due': { key: 'F7', where: 'document', strip: true },
  'cancel-document': { key: 'Alt+X', where: 'document', strip: true },
  print: { key: 'Ctrl+P', where: 'document', strip: true },

  confirm: { key: 'F12', where: 'dialog', strip: true },
  close: { key: 'Escape', where: 'dialog' },

  'verify-journal': { key: 'F7', where: 'audit', strip: true },
  'audit-newer': { key: 'Alt+B', where: 'audit', strip: true },
  'audit-more': { key: 'Alt+M', where: 'audit', strip: true },
  'add-record': { key: 'F3', where: 'admin', strip: true },
  'save-record': { key: 'F12', where: 'admin', strip: true },
  'send-now': { key: 'F8', where: 'admin', strip: true },
  'settle-value': { key: 'Alt+Digit', where: 'admin', strip: true },

  search: { key: 'Ctrl+K', where: 'everywhere', strip: true, always: true },
  'go-today': { key: 'Ctrl+1', where: 'everywhere' },
  'go-patients': { key: 'Ctrl+2', where: 'everywhere' },
  'go-billing': { key: 'Ctrl+3', where: 'everywhere' },
  'go-audit': { key: 'Ctrl+4', where: 'everywhere' },
  'go-admin': { key: 'Ctrl+5', where: 'everywhere' },
  settings: { key: 'Ctrl+,', where: 'everywhere' },
  lock: { key: 'Ctrl+L', where: 'everywhere', always: true },
  back: { key: 'Escape', where: 'everywhere', strip: true },
  'all-keys': { key: 'F1', where: 'everywhere', always: true },
  'all-keys-too': { key: '?', where: 'everywhere' },
} as const satisfies Readonly<Record<string, ActionRow>>

export type ActionId = keyof typeof actions
export const actionIds = Object.keys(actions) as readonly ActionId[]
export const actionRow = (id: ActionId): ActionRow => actions[id]
