import { create } from 'zustand'

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

/** What belongs to this window alone. What the clinic knows is never copied here. */
type UiState = {
  readonly theme: Theme
  readonly chosenPatientId: string | null
  readonly setTheme: (theme: Theme) => void
  readonly choosePatient: (id: string | null) => void
}

export const useUi = create<UiState>(set => ({
  theme: 'light',
  chosenPatientId: null,
  setTheme: theme => {
    document.documentElement.dataset['theme'] = theme
    set({ theme })
  },
  choosePatient: chosenPatientId => set({ chosenPatientId }),
}))
