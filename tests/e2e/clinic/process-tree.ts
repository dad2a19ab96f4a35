import { execFileSync, type ChildProcess } from 'node:child_process'

/** Every process below one, and itself. Reads the table of processes once: `ps` is the same on Linux and macOS. */
export function treeOf(root: number): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const children = Map.groupBy(
    table
      .trim()
      .split('\n')
      .map(line => line.trim().split(/\s+/).map(Number)),
    ([, parent]) => parent,
  )
  const found = [root]
  for (const pid of found) for (const [child = 0] of children.get(pid) ?? []) found.push(child)
  return found
}

/** SIGKILL to a program and everything that it started, at once; resolves when the program itself is gone. */
export async function endTree(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return
  const gone = new Promise<void>(resolve => program.once('exit', () => resolve()))
  for (const pid of treeOf(program.pid)) kill(pid)
  await gone
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // it ended between the two calls
  }
}
