import { create } from 'zustand'

/** The cash of the document that this window issued last, so that the change to give back stays in view after the issue. */
type LastIssued = { readonly invoiceId: string | null; readonly tendered: number; readonly change: number }

export const useLastIssued = create<LastIssued>(() => ({ invoiceId: null, tendered: 0, change: 0 }))
