/** Where the window was, kept in the data folder of this PC. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
const windowState = z.object({ bounds: rectangle, maximized: z.boolean() })

export type Rectangle = z.output<typeof rectangle>
export type WindowState = z.output<typeof windowState>

const SMALLEST = { width: 1024, height: 640 } as const
const FIRST = { width: 1280, height: 800 } as const

const fileIn = (folder: string) => path.join(folder, 'window.json')

/** What was saved; undefined on the first start and when the file is not whole. */
export function readWindowState(folder: string): WindowState | undefined {
  let text: string
  try {
    text = readFileSync(fileIn(folder), 'utf8')
  } catch {
    return undefined // nothing was saved yet
  }
  const parsed = windowState.safeParse(parseJson(text))
  return parsed.success ? parsed.data : undefined
}

export function saveWindowState(folder: string, state: WindowState): void {
  writeFileSync(`${fileIn(folder)}.new`, JSON.stringify(state))
  renameSync(`${fileIn(folder)}.new`, fileIn(folder))
}

const overlap = (start: number, length: number, otherStart: number, otherLength: number): number =>
  Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)

/** A place that the person can see and grab: the saved one if enough of its top shows on a display, else the middle. */
export function placeWindow(saved: Rectangle | undefined, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const [primary] = workAreas
  const isReachable =
    saved !== undefined &&
    workAreas.some(
      area =>
        overlap(saved.x, saved.width, area.x, area.width) >= 200 &&
        saved.y >= area.y &&
        saved.y < area.y + area.height - 40,
    )
  const size = (wanted: number, smallest: number, most: number) => Math.min(Math.max(wanted, smallest), most)
  const width = size(saved?.width ?? FIRST.width, SMALLEST.width, primary.width)
  const height = size(saved?.height ?? FIRST.height, SMALLEST.height, primary.height)
  if (saved && isReachable) return { x: saved.x, y: saved.y, width, height }
  const middle = (start: number, length: number, own: number) => Math.round(start + (length - own) / 2)
  return { x: middle(primary.x, primary.width, width), y: middle(primary.y, primary.height, height), width, height }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a power cut may leave half a file
  }
}
