/** The procedures that the shell answers itself. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { app, dialog } from 'electron'
import { ok } from '../domain/errors.ts'
import { choose, listPrinters } from './abilities.ts'
import type { DesktopHandlers } from './calls.ts'
import type { Printing } from './printing.ts'
import type { Updates } from './start-updates.ts'
import { viewOf } from './updates.ts'

type Needs = { readonly printing: Printing; readonly updates: Updates; readonly onReady: () => void }

/** A label such as "Bill A1K7-26/000123" as a file name that every system takes. */
export const fileNameOf = (label: string): string =>
  `${label.replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, '-').slice(0, 80)}.pdf`

export const desktopHandlers = ({ printing, updates, onReady }: Needs): DesktopHandlers => ({
  async 'desktop.ready'() {
    onReady()
    return ok(null)
  },
  'desktop.print': ({ jobId }, { window }) => printing.print(window, jobId),
  async 'desktop.savePdf'({ jobId }, { window }) {
    const made = await printing.toPdf(window, jobId)
    if (!made.ok) return made
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: path.join(app.getPath('documents'), fileNameOf(made.value.label)),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    if (canceled || !filePath) return ok({ path: null })
    writeFileSync(filePath, made.value.pdf)
    return ok({ path: filePath })
  },
  'desktop.printers': listPrinters,
  'desktop.updateState': async () => ok(viewOf(updates.state())),
  'desktop.installUpdate': async () => ok(viewOf(await updates.install())),
  'desktop.chooseBackup': () =>
    choose({ title: 'CareSync', properties: ['openFile'], filters: [{ name: 'CareSync', extensions: ['*'] }] }),
})
