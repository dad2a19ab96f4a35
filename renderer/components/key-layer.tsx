import { type ReactNode, useContext, useEffect } from 'react'
import { KeyLayerContext, openLayer } from '../app/keys.ts'

/** What is inside hears keys before, and instead of, what lies beneath. */
export function KeyLayer({ layer, children }: { readonly layer?: number; readonly children: ReactNode }) {
  const outer = useContext(KeyLayerContext)
  const own = layer ?? outer + 1
  useEffect(() => openLayer(own), [own])
  return <KeyLayerContext value={own}>{children}</KeyLayerContext>
}
