import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mimeOf } from '../../../functions/mail/mime.ts'

type Parsed = {
  readonly subject?: string
  readonly text?: string
  readonly html?: string | false
  readonly from?: { readonly value: readonly { readonly address?: string; readonly name: string }[] }
  readonly to?: { readonly text: string }
  readonly headers: ReadonlyMap<string, unknown>
  readonly references?: string | readonly string[]
}
const { simpleParser }: { simpleParser: (raw: Buffer) => Promise<Parsed> } = createRequire(
  createRequire(import.meta.url).resolve('aws-ses-v2-local'),
)('mailparser')

const mail = {
  subject: 'Ada invited you to Acme',
  text: 'Hello\n\nWorld',
  html: '<p>Hello</p>',
  language: 'en',
  sender: 'Acme, Inc.',
  thread: 'acc_1.usr_1',
  unsubscribeUrl: 'https://users.example.com/v1/mail-preferences/m.1/unsubscribe',
} as const
const envelope = {
  from: 'no-reply@example.com',
  to: 'grace@example.org',
  id: 'nonce',
  now: new Date('2026-12-01T10:00:00Z'),
}
const parsed = (more: object = {}) => simpleParser(Buffer.from(mimeOf({ ...mail, ...more }, envelope)))

test('whatever is written arrives unchanged, and no line is longer than email allows', async () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 150 })
    .filter((text) => text.trim() === text)
  const body = fc.array(line, { minLength: 1 }).map((lines) => lines.join('\n'))
  await fc.assert(
    fc.asyncProperty(line, body, line, async (subject, text, sender) => {
      const raw = Buffer.from(mimeOf({ ...mail, subject, text, html: `<p>${text}</p>`, sender }, envelope))
      expect(
        Math.max(
          ...raw
            .toString()
            .split('\r\n')
            .map((one) => Buffer.byteLength(one)),
        ),
      ).toBeLessThanOrEqual(200)
      const found = await simpleParser(raw)
      expect(found.subject).toBe(subject)
      expect(found.text?.trimEnd()).toBe(text.trimEnd())
      expect(found.html).toBe(`<p>${text}</p>`)
      expect(found.from?.value[0]?.address).toBe('no-reply@example.com')
    }),
    { numRuns: 60 },
  )
})

test('the headers say that a machine wrote it, how to unsubscribe with one click, and which emails belong together', async () => {
  const { headers, references, from, to } = await parsed()
  expect(from?.value).toEqual([{ address: 'no-reply@example.com', name: 'Acme, Inc.' }])
  expect(to?.text).toBe('grace@example.org')
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect(mimeOf(mail, envelope).toString()).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(mimeOf(mail, envelope).toString()).toContain(`List-Unsubscribe: <${mail.unsubscribeUrl}>`)
  expect(references).toBe('<acc_1.usr_1@example.com>')
  expect(headers.get('in-reply-to')).toBe('<acc_1.usr_1@example.com>')
  expect(headers.get('message-id')).toBe('<nonce@example.com>')
})
