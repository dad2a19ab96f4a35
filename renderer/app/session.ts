import { createContext, useContext } from 'react'
import type { AppState } from '../../domain/contract/setup-contract.ts'
import type { Permission } from '../../domain/permissions.ts'

export type Session = NonNullable<AppState['session']>
export type ClinicOfState = NonNullable<AppState['clinic']>

/** What every screen of a signed-in person may rely on. */
export type Desk = { readonly session: Session; readonly clinic: ClinicOfState; readonly state: AppState }

export const DeskContext = createContext<Desk | null>(null)

/** Who works here and in which clinic; only inside the frame. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk is for screens inside the frame')
  return desk
}

/** Whether the person may. The clinic process checks every call again; a screen only hides what would be refused. */
export const may = (session: Session, permission: Permission): boolean => session.permissions.includes(permission)

export const useMay = (permission: Permission): boolean => may(useDesk().session, permission)
