/** PostgreSQL refuses to run as root; then it runs as a user without rights. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

export type User = { readonly name: string; readonly uid: number; readonly gid: number }

/** `undefined`: as whoever runs headquarters. Throws with a sentence when root has nobody to hand over to. */
export function postgresUser(
  ownUid: number | undefined,
  wanted: string | undefined,
  passwd: () => string = () => readFileSync('/etc/passwd', 'utf8'),
): User | undefined {
  if (ownUid !== 0) return undefined
  const users = passwd()
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  for (const name of wanted === undefined ? ['postgres', 'nobody'] : [wanted]) {
    const user = users.find(each => each.name === name && each.uid > 0)
    if (user !== undefined) return user
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and there is no user ${wanted ?? '“postgres” or “nobody”'} on this machine. Start headquarters as another user, or name one in CARESYNC_POSTGRES_USER.`,
  )
}

/** Throws with a sentence when the user may not pass through a folder on the way to `target`. */
export function assertReachable(user: User, target: string): void {
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    const { uid, gid, mode } = statSync(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) {
      throw new Error(
        `PostgreSQL refuses to run as root, and the user “${user.name}”, as whom it would run, may not enter ${folder}. Choose another data folder, start headquarters as another user, or give the address of a PostgreSQL server in DATABASE_URL.`,
      )
    }
    if (folder === path.dirname(folder)) return
  }
}
