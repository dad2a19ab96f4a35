import { type ClinicForm, emptyForm } from './clinic-form.ts'

const KEPT = 'caresync-new-clinic'

/** PINs and passwords are never kept; everything else outlives a reload of the page, but not the window. */
const secrets = { pin: '', pinAgain: '', password: '', passwordAgain: '' } as const

export const keepForm = (form: ClinicForm): void =>
  sessionStorage.setItem(KEPT, JSON.stringify({ ...form, ...secrets } satisfies ClinicForm))

export const forgetForm = (): void => sessionStorage.removeItem(KEPT)

/** What was typed before a reload; unknown or broken parts fall back to empty. */
export function keptForm(text: string | null = sessionStorage.getItem(KEPT)): ClinicForm {
  if (text === null) return emptyForm
  try {
    const kept = JSON.parse(text) as Record<string, unknown>
    const known = Object.entries(emptyForm).map(([name, empty]) => [
      name,
      typeof kept[name] === 'string' ? kept[name] : empty,
    ])
    return Object.fromEntries(known) as ClinicForm
  } catch {
    return emptyForm
  }
}
