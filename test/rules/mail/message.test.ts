import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alreadyInMail, confirmAddressMail, invitationMail } from '../../../functions/mail/message.ts'
import { product } from '../../../functions/product/product.ts'
import { message as messageField } from '../../../shared/contract/fields.ts'

const url = 'https://users.example.com/join#p.1.token'
const preferencesUrl = 'https://users.example.com/join#m.1.token'
const role = (name: string) => ({ roleId: name, name, source: 'account' as const })
const style = product.mails
const common = {
  language: 'en',
  style,
  productName: 'Usher',
  accountName: 'Acme',
  thread: 'acc_1.usr_1',
  preferencesUrl,
  unsubscribeUrl: 'https://users.example.com/v1/mail-preferences/m.1.token/unsubscribe',
} as const
const usual = {
  ...common,
  inviterName: 'Ada Admin',
  roles: [{ roleId: 'member', name: 'Member', source: 'built-in' as const }, role('Editor')],
  url,
  code: '7K3QF-9XW2M',
  expiresAt: new Date('2026-12-01T10:00:00Z'),
}

test('an invitation says who invites to what, in which roles, until when, and how to stop emails', () => {
  const { subject, text, html } = invitationMail({ ...usual, message: 'Welcome' })
  expect(subject).toBe('Ada Admin invited you to Acme')
  for (const part of [text, html]) {
    expect(part).toContain('You’re invited to join Acme on Usher as Member and Editor.')
    expect(part).toContain('Tuesday, 1 December 2026 at 10:00 UTC')
    expect(part).toContain(url)
    expect(part).toContain('If the page asks for a code, enter 7K3QF-9XW2M.')
    expect(part).toContain('Welcome')
    expect(part).toContain('report this email as abuse, or stop all invitations from Usher to this address')
    expect(part).toContain(preferencesUrl)
  }
})

test('in German it is German, with the German names of built-in roles', () => {
  const { subject, text, html } = invitationMail({ ...usual, language: 'de' })
  expect(subject).toBe('Ada Admin hat Sie zu Acme eingeladen')
  expect(text).toContain('Sie sind eingeladen, Acme bei Usher als Mitglied und Editor beizutreten.')
  expect(text).toContain('Gültig bis Dienstag, 1. Dezember 2026 um 10:00 UTC.')
  expect(html).toContain('<html lang="de">')
  const { roles, code, expiresAt } = usual
  expect(confirmAddressMail({ ...common, language: 'de', roles, url, code, expiresAt }).subject).toBe(
    'Bestätigen Sie Ihre E-Mail-Adresse für Acme',
  )
  expect(alreadyInMail({ ...common, language: 'de', signInUrl: url }).subject).toBe(
    'Sie haben bereits Zugang zu Acme',
  )
})

test('whatever people write, an email has our two links, none of their markup, and a one-line subject', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<a href="http://evil.com">',
      'evil.com',
      'http://evil.com/x',
      'ftp:////evil.com',
      'a\r\nBcc: x@evil.com',
      '\u202Emoc.live',
      'evil。com',
      'evil.\u2060com',
      "' onclick='x",
    ),
  )
  fc.assert(
    fc.property(words, words, words, words, (accountName, inviterName, message, roleName) => {
      const mail = invitationMail({ ...usual, accountName, inviterName, message, roles: [role(roleName)] })
      const withoutOurs = (text: string) => text.replaceAll(url, '').replaceAll(preferencesUrl, '')
      expect(mail.html.match(/<a /g)).toHaveLength(2)
      expect(mail.html).not.toMatch(/<(script|img|iframe|form)/i)
      for (const part of [mail.html, mail.text, mail.subject])
        expect(withoutOurs(part)).not.toMatch(/:\/\/|evil\.com|evil。com|\u202E/)
      expect(mail.subject).not.toMatch(/[\r\n]/)
      expect([...mail.subject].length).toBeLessThanOrEqual(150)
    }),
  )
})

test("the product's name is written as its owner writes it", () => {
  const mail = invitationMail({ ...usual, productName: 'Acme.io & Co' })
  expect(mail.text).toContain('join Acme on Acme.io & Co as')
  expect(mail.html).toContain('Acme.io &amp; Co')
  expect(mail.sender).toBe('Acme.io & Co')
})

test('a product and an account with one name are named once', () => {
  expect(invitationMail({ ...usual, accountName: 'Usher' }).text).toContain('to join Usher as Member')
})

test('the email that confirms an address has nothing that the asker typed', () => {
  const { roles, code, expiresAt } = usual
  const { text } = confirmAddressMail({ ...common, roles, url, code, expiresAt })
  expect(text).toContain('Confirm that this is your address to join Acme on Usher as Member and Editor.')
})

test.each([
  ['at 9.30. Bring 1.5 litres', 'at 9.30. Bring 1.5 litres'],
  ['see docs.example.com/start or 10.0.0.1', 'see docs.example.com/start or 10.0.0.1'],
  ['we use Node.js, Inc.', 'we use Node.js, Inc.'],
  ['1.2/login and 3.4.example', '1.2/login and 3.4.example'],
])('%s reads and copies as it was written, and no program sees a host name in it', (message, words) => {
  const { text } = invitationMail({ ...usual, message })
  expect(text.replaceAll('\u2060', '')).toContain(words)
  // Browsers drop the joiner from host names, so a copied text leads where it says.
  expect(new URL(`https://docs.\u2060example.\u2060com/`).host).toBe('docs.example.com')
  expect(text.replaceAll(url, '').replaceAll(preferencesUrl, '')).not.toMatch(/\w\.(com|js|\d+\.\d)/)
})

test.each(['https://docs.example.com/start', 'see www.example.com', 'HTTP://x', 'app+x://go'])(
  'a message with a link is refused when it is written: %s',
  (message) => {
    expect(messageField.safeParse(message).error?.issues[0]?.message).toContain('must not contain a link')
  },
)

test('the button has its color on the cell, where no program drops it', () => {
  const { html } = invitationMail(usual)
  expect(html).toMatch(/<td class="button"[^>]*bgcolor="#2449c8"[^>]*><a href="[^"]+"[^>]*color:#ffffff/)
})

test("a product's own texts, color, logo and footer replace Usher's", () => {
  const branded = {
    ...style,
    accent: { light: '#0b6e4f', dark: '#5fd3a6' },
    radius: 3,
    logo: 'https://users.example.com/brand/logo-light.png',
    sender: 'Acme Accounts',
    replyTo: 'help@example.com',
    footer: { en: 'Acme Ltd <1 Main St>\nLondon', de: 'Acme GmbH' },
    words: { ...style.words, en: { invitation: { subject: '{0} wants you in {1}', text: '{0}/{1}/{2}' } } },
  }
  const mail = invitationMail({ ...usual, style: branded })
  expect(mail).toMatchObject({
    subject: 'Ada Admin wants you in Acme',
    sender: 'Acme Accounts',
    replyTo: 'help@example.com',
  })
  expect(mail.text).toContain('Acme/Usher/Member and Editor')
  expect(mail.text).toContain('Acme Ltd <1 Main St>\nLondon')
  expect(mail.html).toContain('Acme Ltd &lt;1 Main St&gt;<br>London')
  expect(mail.html).toContain('src="https://users.example.com/brand/logo-light.png"')
  expect(mail.html).toContain('bgcolor="#0b6e4f"')
  expect(mail.html).not.toContain('#2449c8')
  const german = invitationMail({ ...usual, style: branded, language: 'de' })
  expect(german.subject).toBe('Ada Admin hat Sie zu Acme eingeladen')
  expect(german.text).toContain('Acme GmbH')
})

test("if a product's text lacks a value, Usher's own is used", () => {
  const words = { ...style.words, en: { invitation: { subject: '{0} wants you in {1}' } } }
  const { inviterName: _, ...unsigned } = usual
  expect(invitationMail({ ...unsigned, style: { ...style, words } }).subject).toBe('You’re invited to Acme')
})

test("what people write stays harmless in a product's own text", () => {
  const words = { ...style.words, en: { invitation: { subject: '{0} wants you in {1}' } } }
  const mail = invitationMail({
    ...usual,
    accountName: '{0} https://evil.example',
    style: { ...style, words },
  })
  expect(mail.subject).toBe('Ada Admin wants you in {0} evil.\u2060example')
})
