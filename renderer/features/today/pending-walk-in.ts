import { create } from 'zustand'
import type { PatientBrief } from '../../../domain/contract/shapes.ts'

/** A patient who was chosen on another screen for the walk-in line of Today. The line takes the patient when it opens. */
export const usePendingWalkIn = create<{ readonly patient: PatientBrief | null }>(() => ({ patient: null }))

export const walkInFor = (patient: PatientBrief): void => usePendingWalkIn.setState({ patient })
