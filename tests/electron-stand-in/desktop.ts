/** What the desktop around the windows offers. Dialogs answer "cancel"; a test replaces a method to answer otherwise. */
import { EventEmitter } from 'node:events'

type MessageBox = { readonly cancelId?: number }
const answerOf = (args: readonly unknown[]): number => (args.at(-1) as MessageBox | undefined)?.cancelId ?? 0

export const dialog = {
  showMessageBox: async (...args: unknown[]) => ({ response: answerOf(args), checkboxChecked: false }),
  showMessageBoxSync: (...args: unknown[]): number => answerOf(args),
  showOpenDialog: async () => ({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string): void => console.error(`${title}: ${content}`),
}

/** What was opened outside is kept in `opened`, in order. */
export const shell = {
  opened: [] as string[],
  openExternal: async (url: string): Promise<void> => void shell.opened.push(url),
  openPath: async (file: string): Promise<string> => {
    shell.opened.push(file)
    return ''
  },
  showItemInFolder: (file: string): void => void shell.opened.push(file),
}

type MenuTemplate = {
  readonly id?: string
  readonly label?: string
  readonly submenu?: readonly MenuTemplate[]
  readonly click?: () => void
}

export class Menu {
  static #application: Menu | null = null
  static setApplicationMenu = (menu: Menu | null): void => void (Menu.#application = menu)
  static getApplicationMenu = (): Menu | null => Menu.#application
  static buildFromTemplate = (template: readonly MenuTemplate[]): Menu => new Menu(template)

  readonly items: readonly (Omit<MenuTemplate, 'submenu'> & { readonly submenu?: Menu })[]

  constructor(template: readonly MenuTemplate[] = []) {
    this.items = template.map(({ submenu, ...item }) => (submenu ? { ...item, submenu: new Menu(submenu) } : item))
  }
  popup(): void {}
}

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1366, height: 768 },
  workArea: { x: 0, y: 0, width: 1366, height: 728 },
  scaleFactor: 1,
}

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
})

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: (): number => 0,
  getSystemIdleState: (): string => 'active',
  isOnBatteryPower: (): boolean => false,
})

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  shouldUseHighContrastColors: false,
  themeSource: 'system',
})

/** Counts its starts, so that a test can see whether dumps would be uploaded. */
export const crashReporter = {
  started: [] as { readonly uploadToServer?: boolean }[],
  start: (options: { readonly uploadToServer?: boolean }): void => void crashReporter.started.push(options),
}
