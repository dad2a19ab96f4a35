import { spawn } from 'node:child_process'
import type { User } from './run-as.ts'

export type Ran = { readonly status: number | null; readonly output: string }

/** Runs one of PostgreSQL's programs to its end. It gets none of this process's environment but what it needs to run. */
export function runProgram(
  program: string,
  args: readonly string[],
  how: { readonly user: User | undefined; readonly cwd: string },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: how.cwd,
      env: environment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(how.user === undefined ? {} : { uid: how.user.uid, gid: how.user.gid }),
    })
    let output = ''
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    // The server that pg_ctl leaves behind may hold the pipes, so their end is not waited for.
    child.on('exit', status => {
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ status, output: output.trim() })
    })
  })
}

function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'] as const
  const passed = kept.flatMap(name => (env[name] === undefined ? [] : [[name, env[name]] as const]))
  return { ...Object.fromEntries(passed), LC_ALL: 'C', TZ: 'UTC' }
}
