/** Headquarters as a program: serves, or does one thing for its operator and ends. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from './commands/run.ts'
import { readCommand, usage } from './commands/usage.ts'
import { readConfig, type Config } from './config.ts'
import { openLog } from './http/log.ts'
import { openPlatform } from './open-platform.ts'
import { serve } from './serve.ts'

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2))
  if (command === undefined) return fail(`This is not understood. Use:\n${usage}`)
  const read = readConfig(process.env, file => readFileSync(file, 'utf8'))
  if (!read.ok) return fail(read.sentences.join('\n'))
  if (command.does === 'serve') {
    await serve(read.config, versionOf(), address => console.error(`Headquarters serves at ${address}`))
    return process.exitCode === undefined ? 0 : Number(process.exitCode)
  }
  return once(read.config, command)
}

async function once(config: Config, command: Parameters<typeof runCommand>[1]): Promise<number> {
  const open = await openPlatform(config, openLog('silent'))
  try {
    for (const line of await runCommand(open, command)) console.log(line)
    return 0
  } finally {
    await open.close()
  }
}

function fail(sentence: string): number {
  console.error(sentence)
  return 1
}

function sentenceOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'Headquarters could not start: unknown fault'
  const isTaken = 'code' in fault && fault.code === 'EADDRINUSE'
  return isTaken
    ? 'This port is in use. Choose another one with PORT.'
    : `Headquarters could not start: ${fault.message}`
}

function versionOf(): string {
  const manifest = readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

try {
  process.exit(await main())
} catch (fault) {
  process.exit(fail(sentenceOf(fault)))
}
