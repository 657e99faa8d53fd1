import { expect, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { patch, post } from '../support/api.ts'
import { desktop, phone, withBrowser } from '../support/browser.ts'
import { account, invite, mails, somebody, tokenInMail } from '../support/scene.ts'

const open = withBrowser()

const markup = '<img src=x onerror=alert(1)>'
const words = (what: string): string => `${what} ${markup} "'><script>alert(1)</script>`

/** Everything that people can write, in an account where all of it is markup. */
const scene = async () => {
  const made = await account()
  const { path, admin, accountId } = made
  expect((await patch(path, { name: words('Acme') }, admin)).status).toBe(200)
  const ada = { name: words('Ada') }
  expect((await patch(`${path}/users/${userIdOf(accountId, admin)}`, ada, admin)).status).toBe(200)
  const role = { name: `Reader ${markup}`, description: words('Reads'), permissions: ['reports:read'] }
  const { body } = await post(`${path}/roles`, role, admin)
  const email = somebody('hostile')
  const person = { email, name: words('Grace'), message: words('Welcome'), roleIds: [body.roleId] }
  expect(await invite(made, person)).toMatchObject({ status: 201 })
  return { ...made, email }
}

test('markup in any field is shown as text on every page, and in the email', async () => {
  const { accountId, admin, email } = await scene()
  const [mail] = await mails(email)
  const pages = ['users', 'roles', 'account', 'audit'].map((name) => `/accounts/${accountId}/${name}`)
  const looked = [
    ...pages.map((address) => ({ address, as: admin, viewport: desktop })),
    { address: `/join#${await tokenInMail(email)}`, viewport: phone },
  ]
  for (const { address, ...options } of looked) {
    const page = await open(address, options)
    page.on('dialog', () => expect.unreachable(`${address} ran what somebody wrote`))
    await page.getByText(markup).first().waitFor()
    expect(await page.locator('img[src="x"]').count(), address).toBe(0)
  }
  const page = await open('/')
  await page.goto('about:blank')
  page.on('dialog', () => expect.unreachable('the mail ran what somebody wrote'))
  await page.setContent(mail?.body.html ?? '')
  await page.getByText(markup).filter({ visible: true }).first().waitFor()
  expect(await page.locator('img, script, iframe, form').count()).toBe(0)
  const links = await page
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  expect(links).toEqual([expect.stringContaining('/join#'), expect.stringContaining('/join#')])
  expect(mail?.subject).not.toMatch(/[\r\n]/)
})
