import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '../../..')
const script = join(root, 'scripts/start.mjs')

export type Ended = { readonly status: number | null; readonly out: readonly string[]; readonly err: readonly string[] }

const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line !== '')

/** `npm start` with arguments, to its end. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, node = process.execPath): Promise<Ended> {
  return finished(begin(args, env, node).child)
}

export type Begun = { readonly child: ChildProcess; line(pattern: RegExp): Promise<RegExpExecArray> }

/** `npm start` that goes on; `line` waits for a line of it. */
export function begin(args: readonly string[], env: NodeJS.ProcessEnv = {}, node = process.execPath): Begun {
  const child = spawn(node, [script, ...args], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return {
    child,
    line: pattern =>
      new Promise((resolve, reject) => {
        let text = ''
        child.stdout?.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8')
          const found = pattern.exec(text)
          if (found) resolve(found)
        })
        child.on('close', () => reject(new Error(`ended without a line like ${pattern}: ${text}`)))
      }),
  }
}

export function finished(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')))
  return new Promise(resolve => {
    child.on('close', status => resolve({ status, out: linesOf(out), err: linesOf(err) }))
  })
}

/** A Node of this machine that is too old for the application; undefined when it has none. */
export function oldNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map(folder => join(folder, 'node')).find(node => {
    if (node.includes('node_modules') || !existsSync(node)) return false
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
    return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 99) < 24
  }) // prettier-ignore
}

/** Processes whose environment holds this mark; Linux only. */
export function processesWith(mark: string): readonly string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(id => environmentOf(id).includes(mark))
}

function environmentOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8')
  } catch {
    // It ended meanwhile.
    return ''
  }
}
