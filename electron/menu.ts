/** macOS needs a menu for copy, paste and quit to work; elsewhere the screens have all commands and their keys. */
import { Menu } from 'electron'

export function setMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
}
