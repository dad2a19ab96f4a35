import type { Config } from '../config.ts'

export const LIMIT_WINDOW_MS = 60_000

export const limitOf = ({ limitFactor }: Pick<Config, 'limitFactor'>, perMinute: number): number =>
  Math.max(1, Math.round(perMinute * limitFactor))
