/** Where threads find the driver of the database. */
import { createRequire } from 'node:module'

/**
 * A file of the packed application at its place outside the archive, where it is when it was unpacked (`asarUnpack` in
 * `electron-builder.yml`); any other file as it is. Whether a thread can read archives depends on the release of Electron.
 */
export const outsideOfArchive = (file: string): string =>
  file.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2')

/** The module that a thread requires to open a database. */
export const driverForThreads = (): string => outsideOfArchive(createRequire(import.meta.url).resolve('better-sqlite3'))
