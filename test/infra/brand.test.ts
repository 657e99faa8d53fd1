import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { colord, extend } from 'colord'
import a11y from 'colord/plugins/a11y'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyMail } from '../../docs/mails/every-mail.ts'
import { en as mailWords } from '../../functions/mail/words/en.ts'
import { filesOf, pageBrandOf } from '../../infra/product/brand.ts'
import { deployedProduct } from '../../infra/product/deployed-product.ts'
import type { FurtherLanguage } from '../../infra/product/languages.ts'
import { compiled } from '../../infra/product/words.ts'
import { sendingOf } from '../../infra/props-of-settings.ts'
import { checkedSettings, type GivenSettings } from '../../infra/settings.ts'
import { portal } from '../../portal/words/en/portal.ts'
import { type CompiledWords, replaced } from '../../shared/product/replaced-words.ts'
import { faultsIn } from '../support/cloudformation-schema.ts'
import { madeUp } from '../support/made-up-language.ts'
import { templateOf } from '../support/synthesized.ts'

extend([a11y])

const checked = (given: object) => checkedSettings(given as GivenSettings)
const folder = mkdtempSync(join(tmpdir(), 'usher-brand-'))
const fileOf = (name: string, bytes = 10): string => {
  writeFileSync(join(folder, name), 'x'.repeat(bytes))
  return join(folder, name)
}

test.each([
  [{ accent: 'red' }, 'brand.accent.light: must be a colour like #2449c8'],
  [
    { accent: '#ffcc00' },
    'brand.accent.light: #ffcc00 on #ffffff has a contrast of 1.51, and text needs 4.5',
  ],
  [
    { accent: { light: '#2449c8', dark: '#2449c8' } },
    'brand.accent.dark: #2449c8 on #1f242c has a contrast of 2.1',
  ],
  [{ radius: 100 }, 'brand.radius: '],
  [{ logo: 'nowhere.svg' }, 'brand.logo.light: is not there: /'],
  [{ logo: fileOf('mark.gif') }, 'brand.logo.light: must be a file of .svg or .png'],
  [{ logo: fileOf('large.png', 300_000) }, 'brand.logo.light: must have 200 kB at most'],
  [{ font: { family: 'Inter; }' } }, 'brand.font.family: must be names of fonts'],
  [
    { links: { help: 'http://x.example' } },
    'brand.links.help: must be a web address that begins with https://',
  ],
  [{ color: '#000000' }, 'brand: has no color'],
])('the brand %j is refused in one line', (brand, line) => {
  expect(() => checked({ brand })).toThrow(line)
  expect(() => checked({ brand })).toThrow(/^Setting [^\n]*$/)
})

test('any color is either refused with the pair that fails, or readable on every background of both schemes', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(hex, (accent) => {
      const readableOn = (ground: string) => colord(accent).contrast(ground) >= 4.5
      if (!['#ffffff', '#f8f9fb', '#f3f4f6'].every(readableOn))
        return void expect(() => checked({ brand: { accent } })).toThrow(/ on #\w{6} has a contrast of /)
      const { dark = '' } = checked({ brand: { accent } }).brand.accent ?? {}
      for (const ground of ['#1f242c', '#1a1e25', '#14171c'])
        expect(colord(dark).contrast(ground)).toBeGreaterThanOrEqual(4.5)
      expect(colord('#0d1220').contrast(dark)).toBeGreaterThanOrEqual(4.5)
      const { shades = [] } = pageBrandOf(checked({ brand: { accent } }).brand).accent ?? {}
      for (const ground of [shades[6], shades[7]])
        expect(colord('#ffffff').contrast(ground ?? '')).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test("pages are told where their files are, and emails have a logo if it's one that they can show", () => {
  const [light, dark] = [fileOf('day.png'), fileOf('night.svg')]
  const settings = checked({ brand: { logo: { light, dark }, accent: '#0b6e4f' }, mailFooter: 'Acme Ltd' })
  expect([...filesOf(settings.brand)]).toEqual([
    ['brand/logo-light.png', light],
    ['brand/logo-dark.svg', dark],
  ])
  expect(pageBrandOf(settings.brand)).toMatchObject({
    logo: { light: '/brand/logo-light.png', dark: '/brand/logo-dark.svg' },
    accent: { light: '#0b6e4f', shades: { length: 10 } },
  })
  expect(deployedProduct(settings, sendingOf(settings)).mails).toMatchObject({
    accent: { light: '#0b6e4f' },
    logo: '/brand/logo-light.png',
    footer: { en: 'Acme Ltd' },
  })
  expect(checked(settings)).toEqual(settings)
})

test("Cognito's sign-in page has logo, colors and corners, each text readable on its ground, and keeps its looks without a brand", () => {
  const [light, dark] = [fileOf('sign-in.png'), fileOf('sign-in.svg')]
  const mailFrom = 'no-reply@example.com'
  const lookWith = (brand?: GivenSettings['brand']) => {
    const { Resources } = templateOf({ mailFrom, ...(brand && { brand }) })
    expect(faultsIn(Resources)).toEqual([])
    return Object.values(Resources).find(({ Type }) => Type === 'AWS::Cognito::ManagedLoginBranding')
      ?.Properties
  }
  const look = lookWith({ logo: { light, dark }, accent: '#0b6e4f', radius: 3 })
  expect(look).toMatchObject({
    UseCognitoProvidedValues: false,
    Assets: [
      { Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG', Bytes: btoa('x'.repeat(10)) },
      { Category: 'FORM_LOGO', ColorMode: 'DARK', Extension: 'SVG' },
    ],
    Settings: {
      componentClasses: { buttons: { borderRadius: 3 } },
      components: {
        form: { logo: { enabled: true } },
        primaryButton: { lightMode: { defaults: { backgroundColor: '0b6e4fff', textColor: 'ffffffff' } } },
      },
    },
  })
  const pairs: unknown[] = []
  JSON.stringify(look?.Settings, (_, value) => {
    if (value.textColor && value.backgroundColor) pairs.push([value.textColor, value.backgroundColor])
    return value
  })
  expect(pairs).toHaveLength(12)
  for (const [text, ground] of pairs as [string, string][])
    expect(colord(`#${text}`).contrast(`#${ground}`)).toBeGreaterThanOrEqual(4.5)
  const large = fileOf('large-logo.png', 150_000)
  expect(lookWith({ logo: large, accent: '#0b6e4f' })).not.toHaveProperty('Assets')
  expect(lookWith()).toEqual({
    UserPoolId: expect.anything(),
    ClientId: expect.anything(),
    UseCognitoProvidedValues: true,
  })
})

test.each([
  [
    { en: { mails: { invitation: { subject: 'Come in' } } } },
    'words.en.mails.invitation.subject: must have exactly these values: {inviter}, {account}; {inviter} is missing',
  ],
  [
    { en: { mails: { invitation: { button: 'See {account}' } } } },
    'words.en.mails.invitation.button: must have no values in braces',
  ],
  [
    { de: { join: { join: '{account} {konto}' } } },
    'words.de.join.join: must have exactly these values: {account}; {konto} is none of them',
  ],
  [
    { en: { portal: { fieldErrors: { too_long: '{field}!' } } } },
    'words.en.portal.fieldErrors.too_long: must have exactly these values: {field}, {maximum}; {maximum} is missing',
  ],
  [{ en: { mails: { invitaton: {} } } }, 'words.en.mails.invitaton: is no text of Usher’s'],
  [{ en: { portal: { roles: 'x' } } }, 'words.en.portal.roles: must be an object'],
  [{ en: { portal: { roles: { title: { a: 'b' } } } } }, 'words.en.portal.roles.title: must be a text'],
  [{ en: { mails: { stopLink: ' ' } } }, 'words.en.mails.stopLink: must not be empty'],
  [
    { en: { mails: { invitation: { button: 'a\nb' } } } },
    'words.en.mails.invitation.button: must be one line',
  ],
  [{ fr: {} }, 'words: must be texts by language: en, de'],
])('the words %j are refused in one line', (words, line) => {
  expect(() => checked({ words })).toThrow(line)
})

const languages = { tlh: madeUp('tlhIngan') }

test('a language that the product adds has every text: one that is missing, or lacks a value, is refused', () => {
  expect(() => checked({ languages })).not.toThrow()
  const { mails, portal: pages, join } = languages.tlh
  const without = (part: object) => ({ languages: { tlh: { ...languages.tlh, ...part } } })
  const { title, ...roles } = pages.roles
  // @ts-expect-error A text is missing.
  const lacking: FurtherLanguage['portal']['roles'] = roles
  // @ts-expect-error Nothing to say without an inviter.
  const speechless: FurtherLanguage['mails']['invitation']['subject'] = '{inviter} invites you to {account}'
  expect(speechless).toContain('{inviter}')
  for (const [given, line] of [
    [without({ portal: { ...pages, roles: lacking } }), 'languages.tlh.portal.roles.title: is missing'],
    [
      without({ mails: { ...mails, code: title } }),
      'languages.tlh.mails.code: must have exactly these values: {code}; {code} is missing',
    ],
    [without({ join: { ...join, jon: 'x' } }), 'languages.tlh.join.jon: is no text of Usher’s'],
    [{ languages: { de: languages.tlh } }, 'languages.de: must be a code of two or three letters'],
    [
      {
        languages,
        mailFrom: 'x@example.com',
        product: { roles: { one: { label: { en: 'x', nl: 'x' }, permissions: [] } } },
      },
      'product.roles.one.label: has no nl',
    ],
  ] as const)
    expect(() => checked(given), line).toThrow(line)
})

test('a language that the product adds is in emails, and for pages in a file of its own', () => {
  const label = { en: 'Analyst', tlh: 'noDwI’' }
  const settings = checked({ languages, product: { roles: { analyst: { label, permissions: [] } } } })
  const { style, ...common } = {
    style: deployedProduct(settings, sendingOf(settings)).mails,
    productName: 'Q',
  }
  for (const [name, mail] of Object.entries(everyMail('tlh', { ...common, style }))) {
    expect(mail.subject, name).toMatch(/^⟨.*⟩$/)
    expect(mail.html).toContain('<html lang="tlh">')
    expect(mail.text).not.toMatch(/undefined|\{\w+\}/)
  }
  expect(settings.product.roles.analyst?.label).toEqual(label)
})

test("any of Usher's texts can be rewritten with its own values, and then contains them", () => {
  type Leaf = { readonly path: readonly string[]; readonly own: string | ((...values: unknown[]) => string) }
  const leavesOf = (words: object, path: readonly string[]): Leaf[] =>
    Object.entries(words).flatMap(([key, value]): Leaf[] =>
      typeof value === 'string' || typeof value === 'function'
        ? [{ path: [...path, key], own: value }]
        : Array.isArray(value)
          ? []
          : leavesOf(value, [...path, key]),
    )
  const nested = (path: readonly string[], text: string): object =>
    path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), text) as object
  const refusalOf = (path: readonly string[]) => {
    let said = ''
    compiled({ en: nested(path, '{}') }, (_, message) => {
      said = message
    })
    return said
  }
  const leaves = [...leavesOf({ mails: mailWords, portal }, [])]
  expect(leaves.length).toBeGreaterThan(500)
  for (const { path, own } of leaves) {
    const values =
      refusalOf(path)
        .match(/\{\w+\}/g)
        ?.filter((one) => one !== '{}') ?? []
    const text = `New ${[...new Set(values)].join(' ')}`
    const { words } = checked({ words: { en: nested(path, text) } })
    const [part = '', ...rest] = path
    const by = compiled(words).en[part] as CompiledWords
    const all = part === 'mails' ? mailWords : portal
    const found = rest.reduce<unknown>(
      (inner, key) => (inner as Record<string, unknown>)[key],
      replaced(all, by),
    )
    if (typeof own === 'string') expect(found).toBe('New ')
    else expect(typeof found, path.join('.')).toBe('function')
  }
})
