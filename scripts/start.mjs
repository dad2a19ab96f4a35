// `npm start` may begin under an older Node. The application needs the one that `npm ci` installs: go on under it.
// Plain JavaScript, because an old Node cannot read anything else.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const main = join(here, 'start/main.ts')
const node = ['node', 'node.exe']
  .map(name => join(here, '../node_modules/node/bin', name))
  .find(file => existsSync(file))

if (Number(process.versions.node.split('.')[0]) >= 24 && existsSync(join(here, '../node_modules/electron'))) {
  await import(main)
} else if (node === undefined) {
  console.error('The parts of CareSync are not installed yet. Run "npm ci" in this folder, then "npm start" again.')
  process.exitCode = 1
} else {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('error', () => {
    console.error('Node 24 in node_modules cannot be started. Run "npm ci" in this folder, then "npm start" again.')
    process.exitCode = 1
  })
  child.on('exit', code => {
    process.exitCode = code ?? 1
  })
}
