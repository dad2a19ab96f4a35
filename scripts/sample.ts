/**
 * Makes a data folder with a sample clinic: `npm run sample -- --size demo|clinic|large --folder DIR [--seed N]
 * [--language en|hi]`. The same seed makes the same people, visits and amounts.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { errors } from '../domain/errors.ts'
import { formatRupees } from '../domain/money-text.ts'
import { paise } from '../domain/money.ts'
import type { Sample } from '../clinic/sample/generate-sample.ts'
import { makeSampleFolder } from '../clinic/sample/sample-folder.ts'
import { samplePin } from '../clinic/setup/sample-clinic.ts'
import { expectedEntries, sampleSizes, type SizeName } from '../clinic/sample/sample-sizes.ts'
import { indexesTo, progressTo } from './sample/progress.ts'

const usage = 'npm run sample -- --size demo|clinic|large --folder DIR [--seed N] [--language en|hi]'

type Asked = { readonly size: SizeName; readonly folder: string; readonly seed: number; readonly language: 'en' | 'hi' }

function readArguments(): Asked | undefined {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { size: text, folder: text, seed: text, language: text } })
    const { size = 'demo', folder, seed = '1', language = 'en' } = values
    if (folder === undefined || !isSize(size) || !/^\d{1,9}$/.test(seed)) return undefined
    return language === 'en' || language === 'hi' ? { size, folder, seed: Number(seed), language } : undefined
  } catch {
    return undefined
  }
}

const isSize = (size: string): size is SizeName => Object.hasOwn(sampleSizes, size)

function tellFigures({ figures, users }: Sample, seconds: number): void {
  const { billed, collected, ...counts } = figures
  for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(12)}${count.toLocaleString('en-IN')}`)
  console.log(`${'billed'.padEnd(12)}${formatRupees(paise(billed))}`)
  console.log(`${'collected'.padEnd(12)}${formatRupees(paise(collected))}`)
  console.log(
    `Made in ${seconds.toFixed(1)} s, ${Math.round(figures.rows / seconds).toLocaleString('en-IN')} rows a second.`,
  )
  console.log(`Sign in as ${users.map(user => user.signInName).join(', ')} with PIN ${samplePin}.`)
}

async function main(): Promise<number> {
  const asked = readArguments()
  if (!asked) {
    console.error(`This is not understood. Use: ${usage}`)
    return 1
  }
  const folder = resolve(asked.folder)
  const since = performance.now()
  const onProgress = progressTo(expectedEntries(asked.size), process.stdout, () => performance.now())
  const onIndexes = indexesTo(process.stdout)
  const made = await makeSampleFolder(folder, { ...asked, now: new Date().toISOString(), onProgress, onIndexes })
  if (process.stdout.isTTY) process.stdout.write('\n')
  if (!made.ok) {
    console.error(made.code === 'already-set-up' ? 'There is a clinic in this folder already.' : errors[made.code])
    return 1
  }
  tellFigures(made.value, (performance.now() - since) / 1000)
  console.log(`Open it with: npm start -- --browser --data "${asked.folder}"`)
  return 0
}

process.exitCode = await main()
