/** Every screen of the application by name, and the way to it, for what has to hold on all of them. */
import { expect, type Page } from '@playwright/test'
import {
  FAMILY_PHONE, giveToken, goTo, issuedNumber, openBill, phoneField, SAMPLE_PIN, takeCash,
} from './counter.ts' // prettier-ignore

export type Screen = {
  readonly name: string
  /** Leads there from any other screen of this list; what it shows is painted when it resolves. */
  readonly open: (page: Page) => Promise<void>
  /** Leaves what lies above the screen: a dialog, a list. */
  readonly leave?: (page: Page) => Promise<void>
}

const closeDialog = async (page: Page) => {
  await page.keyboard.press('Escape')
  const leaveAnyway = page.getByRole('button', { name: 'Leave without saving' })
  await expect(page.getByRole('dialog').or(page.locator('body:not(:has([role=dialog]))')).first()).toBeAttached()
  if (await leaveAnyway.isVisible()) await leaveAnyway.click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

const section = (name: string) => async (page: Page) => {
  await goTo(page, 'Admin')
  await page.getByRole('link', { name }).click()
  const list = page.getByRole('region', { name })
  await expect(list.getByRole('table').or(list.getByText('No backup yet'))).toBeVisible()
}

/** The screens of somebody who is signed in as administrator of the sample clinic, in an order that works once through. */
export const screens: readonly Screen[] = [
  {
    name: 'today',
    open: async page => {
      await goTo(page, 'Today')
      await page
        .getByRole('button', { name: /^W-\d+\b.*\d+ min/ })
        .first()
        .click()
      await expect(page.getByRole('complementary').getByRole('heading', { name: 'Last visits' })).toBeVisible()
    },
  },
  {
    name: 'today-family',
    open: async page => {
      await goTo(page, 'Today')
      await phoneField(page).fill(FAMILY_PHONE)
      await expect(page.getByRole('option', { name: 'Rukmini Deshpande' })).toBeVisible()
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await phoneField(page).fill('')
    },
  },
  {
    name: 'today-new-person',
    open: async page => {
      await goTo(page, 'Today')
      await phoneField(page).fill('9811122233')
      await expect(page.getByLabel('Age or date of birth')).toBeVisible()
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await phoneField(page).fill('')
    },
  },
  {
    name: 'patients',
    open: async page => {
      await goTo(page, 'Patients')
      await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()
    },
  },
  {
    name: 'patients-register',
    open: async page => {
      await goTo(page, 'Patients')
      await page.getByRole('button', { name: 'Register patient' }).first().click()
      await page.getByRole('dialog').getByLabel('Phone', { exact: true }).fill(FAMILY_PHONE)
      await expect(page.getByRole('dialog').getByText(/already under this phone/)).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'patient',
    open: async page => {
      await goTo(page, 'Patients')
      await page.getByLabel('Find in the list').fill('Rukmini')
      await page.getByRole('link', { name: 'Rukmini Deshpande' }).first().click()
      await page.getByRole('button', { name: 'Edit Address' }).click()
      await expect(page.getByLabel('City')).toBeVisible()
    },
    leave: page => page.keyboard.press('Escape'),
  },
  {
    name: 'patient-death',
    open: async page => {
      await page.getByRole('button', { name: 'Record death' }).click()
      await expect(page.getByRole('dialog').getByLabel('Day of death')).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'billing',
    open: async page => {
      await goTo(page, 'Billing')
      await expect(page.getByRole('link', { name: /[0-9A-Z]{5}-\d\d\/\d{6}/ }).first()).toBeVisible()
    },
  },
  {
    name: 'new-bill',
    open: async page => {
      await goTo(page, 'Billing')
      await page.getByRole('button', { name: 'New bill' }).click()
      await page.getByRole('dialog').getByLabel('Patient').fill('Deshpande')
      await expect(page.getByRole('dialog').getByRole('option').nth(1)).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'bill',
    open: async page => {
      await goTo(page, 'Today')
      await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
      await openBill(page)
      await expect(page.getByRole('region', { name: 'Receipt preview' })).toContainText('Rukmini')
      await page.getByLabel('Add item: name and rate').fill('Triphala churna 100 g 145')
      await page.keyboard.press('Enter')
      await expect(page.getByLabel('Item of line 2')).toBeVisible()
    },
  },
  {
    name: 'bill-discount',
    open: async page => {
      await page.getByRole('button', { name: 'Discount', exact: true }).click()
      await expect(page.getByRole('dialog', { name: 'Discount' })).toBeVisible()
    },
    leave: closeDialog,
  },
  { name: 'document', open: async page => void (await takeCash(page)) },
  {
    name: 'document-cancel',
    open: async page => {
      await issuedNumber(page)
      await page.getByRole('button', { name: 'Cancel document' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'audit',
    open: async page => {
      await goTo(page, 'Audit')
      await page.getByRole('button', { name: 'Verify' }).click()
      await expect(page.getByRole('status').getByText(/^Intact: /)).toBeVisible()
    },
  },
  { name: 'admin-users', open: section('Users') },
  {
    name: 'admin-add-user',
    open: async page => {
      await section('Users')(page)
      await page.getByRole('button', { name: 'Add user' }).click()
      await expect(page.getByRole('dialog', { name: 'Add user' })).toBeVisible()
    },
    leave: closeDialog,
  },
  { name: 'admin-doctors', open: section('Doctors') },
  {
    name: 'admin-edit-doctor',
    open: async page => {
      await section('Doctors')(page)
      await page.getByRole('button', { name: 'Edit' }).first().click()
      await expect(page.getByRole('dialog').getByLabel('Name of the doctor')).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'admin-clinic',
    open: async page => {
      await goTo(page, 'Admin')
      await page.getByRole('link', { name: 'Clinic', exact: true }).click()
      await expect(page.getByLabel('Name of the clinic')).toBeVisible()
    },
  },
  {
    name: 'admin-gst-question',
    open: async page => {
      await page.getByRole('radio', { name: /^Composition scheme/ }).click()
      await page.keyboard.press('F12')
      await expect(page.getByRole('dialog', { name: 'Change the GST registration?' })).toBeVisible()
    },
    leave: async page => {
      await closeDialog(page)
      await page.getByRole('button', { name: 'Give up the changes' }).click()
    },
  },
  { name: 'admin-backups', open: section('Backups') },
  {
    name: 'admin-recovery-key',
    open: async page => {
      await page.getByRole('button', { name: 'Recovery key' }).click()
      await page.getByRole('dialog').getByLabel('Your own PIN, as proof').fill(SAMPLE_PIN)
      await page.keyboard.press('F12')
      await expect(page.getByTestId('recovery-key')).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'admin-headquarters',
    open: async page => {
      await goTo(page, 'Admin')
      await page.getByRole('link', { name: 'Headquarters' }).click()
      await expect(page.getByRole('region', { name: 'PCs of this clinic' }).getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'admin-settle',
    open: async page => {
      await goTo(page, 'Admin')
      await page.getByRole('link', { name: 'To settle' }).click()
      await expect(page.getByText('Nothing to settle')).toBeVisible()
    },
  },
  {
    name: 'settings',
    open: async page => {
      await page.keyboard.press('Control+,')
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'all-keys',
    open: async page => {
      await page.keyboard.press('F1')
      await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
    },
    leave: closeDialog,
  },
  {
    name: 'search',
    open: async page => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('desh')
      await expect(page.getByRole('option', { name: /Deshpande/ }).first()).toBeVisible()
    },
    leave: page => page.keyboard.press('Escape'),
  },
]
