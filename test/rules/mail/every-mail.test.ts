import { expect, test } from 'vitest'
import { everyMail } from '../../../docs/mails/every-mail.ts'
import { product } from '../../../functions/product/product.ts'
import { languages } from '../../../shared/contract/mail.ts'

const branded = {
  ...product.mails,
  logo: 'https://users.example.com/brand/logo-light.png',
  footer: { en: 'Acme Ltd, 1 Main Street, London' },
}
const written = languages.flatMap((language) =>
  Object.entries(everyMail(language, { productName: 'Usher', style: branded })).map(
    ([name, mail]) => [`${name} in ${language}`, mail] as const,
  ),
)

/** Gmail cuts off what is longer. */
const mostBytes = 102_400

test.each(written)(
  'the mail %s is one that old mail programs show',
  (_, { subject, text, html, language }) => {
    expect(subject).toMatch(/^[^\n]{1,150}$/)
    expect(html).toContain(`<html lang="${language}">`)
    expect(Buffer.byteLength(html)).toBeLessThan(mostBytes)
    // Outlook drops scripts, forms, pictures in the background and what a page loads; some drop the style sheet as well.
    expect(html).not.toMatch(/<(script|form|link|svg|video)\b|url\(|@import/)
    const plain = html.replace(/<style>.*?<\/style>/s, '')
    for (const [button] of plain.matchAll(/<td class="button".*?<\/td>/gs))
      expect(button).toMatch(/bgcolor="#\w{6}".*color:#ffffff/s)
    for (const [paragraph] of plain.matchAll(/<(p|h1) [^>]*>/g))
      expect(paragraph).toMatch(/style="[^"]*color:#/)
    for (const [image] of plain.matchAll(/<img [^>]*>/g)) expect(image).toMatch(/ alt="[^"]*"/)
    expect(text).not.toMatch(/<\/?\w+|undefined|\[object/)
    expect(html).not.toMatch(/undefined|\[object/)
  },
)

test.each(written)('the mail %s says the same as text and as HTML', (_, { text, html }) => {
  for (const [, href = ''] of html.matchAll(/href="([^"]+)"/g))
    expect(text).toContain(href.replaceAll('&amp;', '&'))
  expect(text).toContain('Acme Ltd, 1 Main Street, London')
  expect(html).toContain('Acme Ltd, 1 Main Street, London')
})
