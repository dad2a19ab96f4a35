import { registerTexts } from '../../i18n/i18n.ts'

export const printTexts = registerTexts('print', {
  en: {
    'print-failed': 'Saved, but not printed: {reason}',
    format: 'Paper',
    A5: 'A5',
    '80mm': '80 mm roll',
    '58mm': '58 mm roll',
    preview: 'Receipt preview',
    'prints-after': 'Prints on {pc} after issue',
  },
  hi: {
    'print-failed': 'सहेजा गया, पर छपा नहीं: {reason}',
    format: 'काग़ज़',
    A5: 'A5',
    '80mm': '80 मिमी रोल',
    '58mm': '58 मिमी रोल',
    preview: 'रसीद पूर्वावलोकन',
    'prints-after': 'जारी होने पर {pc} पर छपेगा',
  },
})
