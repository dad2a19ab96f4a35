import { bengali, christian, muslim } from './bengali-and-others.ts'
import { hindi } from './hindi.ts'
import { marathi } from './marathi.ts'
import type { NameTable } from './name-table.ts'
import { kannadaAndTelugu, malayali } from './south.ts'
import { tamil } from './tamil.ts'
import { gujarati, punjabi } from './west-and-north.ts'

/** Who lives around a clinic in Pune, in parts of a thousand. */
export const regions: readonly (readonly [NameTable, number])[] = [
  [marathi, 430],
  [hindi, 170],
  [tamil, 90],
  [muslim, 90],
  [gujarati, 60],
  [kannadaAndTelugu, 60],
  [malayali, 30],
  [bengali, 25],
  [christian, 25],
  [punjabi, 20],
]
