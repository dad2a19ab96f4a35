import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Waits until the disk has a file whole. */
export function syncFile(path: string): void {
  const fd = openSync(path, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
