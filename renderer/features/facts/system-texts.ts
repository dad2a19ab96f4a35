import { registerTexts } from '../../i18n/i18n.ts'

/** Systems of medicine, as doctors and patients call them. */
export const systemTexts = registerTexts('systems', {
  en: {
    allopathy: 'General medicine',
    ayurveda: 'Ayurveda',
    yoga: 'Yoga and naturopathy',
    unani: 'Unani',
    siddha: 'Siddha',
    'sowa-rigpa': 'Sowa-Rigpa',
    homoeopathy: 'Homoeopathy',
    dentistry: 'Dentistry',
    physiotherapy: 'Physiotherapy',
  },
  hi: {
    allopathy: 'सामान्य चिकित्सा',
    ayurveda: 'आयुर्वेद',
    yoga: 'योग और प्राकृतिक चिकित्सा',
    unani: 'यूनानी',
    siddha: 'सिद्ध',
    'sowa-rigpa': 'सोवा-रिग्पा',
    homoeopathy: 'होम्योपैथी',
    dentistry: 'दंत चिकित्सा',
    physiotherapy: 'फ़िज़ियोथेरेपी',
  },
})
