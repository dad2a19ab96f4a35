import { create } from 'zustand'

/** The cash that goes back over the counter for the document of the last commit of this window; it stays in view. */
type LastIssued = { readonly invoiceId: string | null; readonly back: 'change' | 'refund'; readonly amount: number }

export const useLastIssued = create<LastIssued>(() => ({ invoiceId: null, back: 'change', amount: 0 }))
