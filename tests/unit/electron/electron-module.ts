/** The module `electron` for unit tests of files that import it; what they use of it is tested for real on the stand-in. */
export const electronModule = (): object => ({
  app: { getPath: () => '/documents' },
  dialog: {},
  ipcMain: {},
  protocol: {},
  session: {},
  shell: {},
  BrowserWindow: {},
})
