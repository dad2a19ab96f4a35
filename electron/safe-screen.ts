/** What is left when the clinic process cannot live: a plain dialog, which needs neither a page nor the database. */
import { app, dialog } from 'electron'

const BUTTONS = ['Try again', 'Save support file', 'Quit'] as const
export type SafeChoice = 'try-again' | 'quit'

/** Asks until the person tries again or quits; a support file may be saved in between. */
export async function showSafeScreen(saveBundle: (path: string) => Promise<void>): Promise<SafeChoice> {
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'CareSync',
      message: 'CareSync cannot reach its data on this PC.',
      detail:
        'Its data service stopped three times in five minutes. What was saved is safe and nothing was changed.\n\n' +
        'Save the support file, which holds no patient data, and send it to support.',
      buttons: [...BUTTONS],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    if (response === 0) return 'try-again'
    if (response === 2) return 'quit'
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: `${app.getPath('documents')}/caresync-support.json`,
      filters: [{ name: 'JSON', extensions: ['json'] }],
    })
    if (!canceled && filePath) await saveBundle(filePath).catch(tellUnsaved)
  }
}

const tellUnsaved = (): void =>
  dialog.showErrorBox('CareSync', 'The support file could not be written there. Choose another place for it.')
