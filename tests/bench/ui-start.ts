/** How long a start takes until somebody can work: from the birth of the process to the first usable screen, painted. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { endTree } from '../e2e/clinic/process-tree.ts'

const PATIENCE_MS = 60_000

/** Starts the program in a folder without a debugger, waits for its own word that it is usable, and ends it; milliseconds. */
export async function measureStart(application: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const executable = createRequire(import.meta.url)('electron') as string
  const begun = performance.now()
  const program = spawn(executable, [application], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = new Promise<number>((resolve, reject) => {
    let said = ''
    program.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('CARESYNC_READY')) resolve(performance.now() - begun)
    })
    program.once('exit', code => reject(new Error(`the program ended with ${code} before it was usable`)))
    setTimeout(() => reject(new Error('the program was not usable within a minute')), PATIENCE_MS).unref()
  })
  try {
    return await ready
  } finally {
    await endTree(program)
  }
}
