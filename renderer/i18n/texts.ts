import { en } from './en.ts'
import { hi } from './hi.ts'
import { registerTexts } from './i18n.ts'

/** The texts of the house itself; a feature registers its own in `features/<name>/texts.ts`. */
export const keyTexts = registerTexts('keys', { en: en.keys, hi: hi.keys })
export const commonTexts = registerTexts('common', { en: en.common, hi: hi.common })
export const frameTexts = registerTexts('frame', { en: en.frame, hi: hi.frame })
