import type { Printable } from '../../../domain/contract/shapes.ts'

/**
 * The fixed words of a printed document. The language of a document is the patient's, not the screen's, so they do not
 * belong to the texts of the screens. A Hindi document carries the English word beside, for whoever checks it later.
 */
const en = {
  number: 'No.',
  givenAtIssue: 'given at issue',
  date: 'Date',
  patient: 'Patient',
  mrn: 'MRN',
  phone: 'Phone',
  doctor: 'Doctor',
  registration: 'Reg. no.',
  gstin: 'GSTIN',
  item: 'Item',
  quantity: 'Qty',
  rate: 'Rate',
  discount: 'Discount',
  gst: 'GST',
  amount: 'Amount',
  taxable: 'Value',
  cgst: 'CGST',
  sgst: 'SGST',
  gstInPrices: 'GST in the prices',
  beforeDiscount: 'Before discount',
  roundOff: 'Round-off',
  total: 'Total',
  cashGiven: 'Cash given',
  change: 'Change',
  due: 'Balance due',
  paidInFull: 'Paid in full',
  cashier: 'Cashier',
  reason: 'Reason',
  cancelled: 'CANCELLED',
  duplicate: 'DUPLICATE',
  sample: 'SAMPLE, not a legal document',
  exempt: 'Exempt',
  nil: 'Nil rated',
  nonGst: 'Non-GST',
  token: 'Token',
  room: 'Room',
  before: 'Waiting before you',
  next: 'You are next',
  keep: 'Please keep this slip. You will be called by this number.',
} as const

type LabelName = keyof typeof en

const hi: Readonly<Record<LabelName, string>> = {
  number: 'क्रमांक',
  givenAtIssue: 'जारी करने पर',
  date: 'दिनांक',
  patient: 'मरीज़',
  mrn: 'पंजीकरण',
  phone: 'फ़ोन',
  doctor: 'डॉक्टर',
  registration: 'पंजीयन सं.',
  gstin: 'जीएसटीआईएन',
  item: 'विवरण',
  quantity: 'मात्रा',
  rate: 'दर',
  discount: 'छूट',
  gst: 'जीएसटी',
  amount: 'राशि',
  taxable: 'मूल्य',
  cgst: 'सीजीएसटी',
  sgst: 'एसजीएसटी',
  gstInPrices: 'मूल्य में शामिल जीएसटी',
  beforeDiscount: 'छूट से पहले',
  roundOff: 'पूर्णांकन',
  total: 'कुल',
  cashGiven: 'नकद दिया',
  change: 'वापसी',
  due: 'बाकी',
  paidInFull: 'पूरा भुगतान',
  cashier: 'कैशियर',
  reason: 'कारण',
  cancelled: 'रद्द',
  duplicate: 'प्रतिलिपि',
  sample: 'नमूना, वैध दस्तावेज़ नहीं',
  exempt: 'कर मुक्त',
  nil: 'शून्य दर',
  nonGst: 'जीएसटी से बाहर',
  token: 'टोकन',
  room: 'कमरा',
  before: 'आपसे पहले',
  next: 'अब आपकी बारी है',
  keep: 'यह पर्ची रखें। इसी नंबर से बुलाया जाएगा।',
}

export type Labels = (name: LabelName) => string

/** `Total`, or `कुल / Total` on a Hindi document. */
export const labelsOf = (language: Printable['language']): Labels =>
  language === 'hi' ? name => `${hi[name]} / ${en[name]}` : name => en[name]
