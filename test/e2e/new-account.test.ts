import { expect, inject, test, vi } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { flawsInLightAndDark, withBrowser } from '../support/browser.ts'
import { answerOf } from '../support/handlers.ts'
import { deployHere } from '../support/in-process.ts'
import { account, somebody, tableName } from '../support/scene.ts'

const open = withBrowser()
const { portalUrl } = inject('system')

/** A page of a deployment that lets people create accounts: its pages and its function are told so. */
const openSelfService = async (as: string) => {
  const page = await open('/', { as })
  await page.route('**/config.json', async (route) => {
    const settings = await (await route.fetch()).json()
    await route.fulfill({ json: { ...settings, selfService: true } })
  })
  await page.route('**/v1/accounts', async (route) => {
    deployHere(tableName)
    process.env.ACCOUNTS_PER_PERSON = '3'
    vi.spyOn(console, 'info').mockReturnValue()
    const request = {
      route: 'POST /v1/accounts',
      path: '/accounts',
      body: route.request().postDataJSON(),
      as,
    }
    const { status, body } = await answerOf('create-account', request)
    await route.fulfill({ status, json: body })
  })
  await page.goto(portalUrl)
  return page
}

test('somebody in no account creates one and becomes its administrator', async () => {
  const email = somebody('founder')
  const page = await openSelfService(email)
  await page.getByRole('button', { name: words.access.newAccount }).click()
  const window = page.getByRole('dialog', { name: words.access.newAccount })
  await window.getByRole('button', { name: words.access.createAccount }).click()
  await window.getByText('Enter a name.').waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await window.getByLabel(words.account.name).fill('Initech')
  await window.getByRole('button', { name: words.access.createAccount }).click()
  await page.getByText(words.access.accountCreated('Initech')).waitFor()
  await page.waitForURL('**/accounts/acc_*/**')
  expect((await get('/me', email)).body.accounts).toMatchObject([{ name: 'Initech', roleIds: ['admin'] }])
})

test('somebody in an account creates another from their menu; by default nobody is offered to', async () => {
  const { admin } = await account()
  const page = await openSelfService(admin)
  await page.getByRole('button', { name: words.frame.you }).click()
  await page.getByRole('menuitem', { name: words.access.newAccount }).click()
  const window = page.getByRole('dialog', { name: words.access.newAccount })
  await window.getByLabel(words.account.name).fill('Initech')
  await window.getByRole('button', { name: words.access.createAccount }).click()
  await page.getByText(words.access.accountCreated('Initech')).waitFor()
  const usual = await open('/', { as: admin })
  await usual.getByRole('button', { name: words.frame.you }).click()
  await usual.getByRole('menuitem', { name: words.frame.me }).waitFor()
  expect(await usual.getByRole('menuitem', { name: words.access.newAccount }).count()).toBe(0)
})
