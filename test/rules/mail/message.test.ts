import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmAddressMail, invitationMail } from '../../../functions/mail/message.ts'

const url = 'https://users.example.com/join#p.1.token'
const usual = {
  productName: 'Usher',
  accountName: 'Acme',
  inviterName: 'Ada Admin',
  roleNames: ['Member', 'Editor'],
  url,
  code: '7K3QF-9XW2M',
  expiresAt: new Date('2026-12-01T10:00:00Z'),
}

test('an invitation says who invites to what, as what, and until when', () => {
  const { subject, text, html } = invitationMail({ ...usual, message: 'Welcome' })
  expect(subject).toBe('Ada Admin invites you to Acme')
  for (const part of [text, html]) {
    expect(part).toContain('Ada Admin invites you to join Acme on Usher as Member and Editor.')
    expect(part).toContain('Tuesday, 1 December 2026 at 10:00 UTC')
    expect(part).toContain(url)
    expect(part).toContain('If the page asks for a code, enter 7K3QF-9XW2M.')
    expect(part).toContain('Welcome')
  }
})

test('whatever people write, a mail has one link, no markup of theirs, and a subject of one line', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<a href="http://evil.com">',
      'evil.com',
      'http://evil.com/x',
      'a\r\nBcc: x@evil.com',
      '\u202Emoc.live',
      'evil。com',
      "' onclick='x",
    ),
  )
  fc.assert(
    fc.property(words, words, words, words, (accountName, inviterName, message, roleName) => {
      const mail = invitationMail({ ...usual, accountName, inviterName, message, roleNames: [roleName] })
      const withoutOurs = mail.html.replaceAll(url, '')
      expect(mail.html.match(/<a /g)).toHaveLength(1)
      expect(mail.html).not.toMatch(/<(script|img|iframe|form)/i)
      expect(withoutOurs).not.toMatch(/:\/\/|evil\.com|evil。com|\u202E/)
      expect(mail.text.replaceAll(url, '')).not.toMatch(/:\/\/|evil\.com|evil。com|\u202E/)
      expect(mail.subject).not.toMatch(/[\r\n]/)
      expect([...mail.subject].length).toBeLessThanOrEqual(150)
    }),
  )
})

test('the mail that confirms an address has nothing that the asker typed', () => {
  const { text } = confirmAddressMail({
    productName: 'Usher',
    accountName: 'Acme',
    roleNames: ['Member'],
    url,
    code: usual.code,
    expiresAt: usual.expiresAt,
  })
  expect(text).toContain('Somebody, we hope you, asked to join Acme on Usher with this address, as Member.')
})

test.each([
  ['at 9.30. Bring 1.5 litres', 'at 9.30. Bring 1.5 litres'],
  ['see evil.com or 10.0.0.1', 'see evil. com or 10. 0. 0. 1'],
  ['1.2/login and 3.4.example', '1. 2/login and 3. 4. example'],
])('a number keeps its dot, and what could be a host does not: %s', (message, words) => {
  expect(invitationMail({ ...usual, message }).text).toContain(words)
})
