import type { DesktopBridge } from '../../domain/contract/desktop.ts'

/** Offered by the desktop's preload; absent in a browser, where the host's two addresses are used. */
export const desktopBridge = (): DesktopBridge | undefined => (window as { readonly caresync?: DesktopBridge }).caresync
