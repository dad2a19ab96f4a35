import { registerTexts } from '../../i18n/i18n.ts'

/** The recovery key on screen and paper. */
export const recoveryKeyTexts = registerTexts('recovery-key', {
  en: {
    keep: 'Keep it on paper, away from this PC: with the owner, or in a locker.',
    print: 'Print',
    copy: 'Copy',
    copied: 'Copied. Put it where only the owner reads it.',
    'not-copied': 'This PC does not allow copying here. Write it down or print it.',
    paper: 'Recovery key of {clinic}',
  },
  hi: {
    keep: 'इसे काग़ज़ पर, इस पीसी से दूर रखें: मालिक के पास, या तिजोरी में।',
    print: 'छापें',
    copy: 'नक़ल करें',
    copied: 'नक़ल हो गई। वहाँ रखें जहाँ केवल मालिक पढ़े।',
    'not-copied': 'यह पीसी यहाँ नक़ल नहीं करने देता। लिख लें या छाप लें।',
    paper: '{clinic} की रिकवरी कुंजी',
  },
})
