import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where the browser host keeps its clinic: `CARESYNC_DATA`, else a folder of its own inside the one that the desktop uses.
 * Not the desktop's: its database has a key that only the desktop can unseal.
 */
export function dataFolderOf(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string = homedir(),
): string {
  const chosen = env['CARESYNC_DATA']
  return chosen ? resolve(chosen) : join(userData(env, platform, home), 'CareSync', 'browser')
}

function userData(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] ?? join(home, '.config')
}
