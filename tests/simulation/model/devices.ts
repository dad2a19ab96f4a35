/** Who writes in the model: device 0 is HQ. */
import { hash } from 'node:crypto'

export const sha256 = (text: string): string => hash('sha256', text)
export const clinic = '0190c0de-0000-7000-8000-000000000000'
export const deviceId = (n: number): string => `0190c0de-0000-7000-8000-0000000000d${n}`
const HQ = deviceId(0)

export const isHq = (device: string): boolean => device === HQ
