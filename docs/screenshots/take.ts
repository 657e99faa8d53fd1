/**
 * `npm run screenshots` writes docs/images: every page of the portal at two sizes, light and dark, in English and
 * German, from a system of its own with a made-up team. `npm run screenshots -- users` takes only those whose name
 * contains the word.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { User } from 'oidc-client-ts'
import type { Browser, Page } from 'playwright-core'
import { userIdOf } from '../../functions/users/user.ts'
import { freePort } from '../../local/settings.ts'
import { clientId } from '../../local/sign-in/clients.ts'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import { type RunningSystem, startSystem } from '../../local/system.ts'
import { launchChromium } from '../../test/support/chromium.ts'
import { seedTeam, team } from './team.ts'

const folder = resolve(import.meta.dirname, '../images')
const bounced = userIdOf(team.accountId, 'daniel.kowalski@northwind.example')

type Shot = { readonly name: string; readonly path: string; readonly act?: (page: Page) => Promise<unknown> }

const shots: readonly Shot[] = [
  { name: 'users', path: 'users' },
  { name: 'users-pending', path: 'users?view=pending' },
  { name: 'users-attention', path: 'users?view=attention' },
  { name: 'user-details', path: `users?user=${bounced}` },
  { name: 'invite', path: 'users?invite=mail' },
  { name: 'invite-link', path: 'users?invite=link' },
  { name: 'import', path: 'users/import' },
  { name: 'palette', path: 'users', act: (page) => page.keyboard.press('Control+k') },
  { name: 'roles', path: 'roles' },
  { name: 'audit', path: 'audit' },
  { name: 'account', path: 'account' },
  { name: 'me', path: 'me' },
]

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const schemes = ['light', 'dark'] as const
const languages = { en: 'en-US', de: 'de-DE' }

/** What the portal stores for a sign-in, in its library's format. */
const sessionOf = async (system: RunningSystem) => {
  const now = Math.floor(Date.now() / 1_000)
  const { admin: email } = team
  const profile = { iss: system.issuerUrl, aud: clientId, sub: email, email, iat: now, exp: now + 3_600 }
  const idToken = await signedIdToken(system, email)
  const user = new User({
    id_token: idToken,
    access_token: 'none',
    token_type: 'Bearer',
    profile,
    expires_at: profile.exp,
  })
  return { name: `oidc.user:${system.issuerUrl}:${clientId}`, value: user.toStorageString() }
}

type Look = {
  readonly size: keyof typeof sizes
  readonly scheme: (typeof schemes)[number]
  readonly language: keyof typeof languages
}

const looks: readonly Look[] = (['desktop', 'phone'] as const).flatMap((size) =>
  schemes.flatMap((scheme) => (['en', 'de'] as const).map((language) => ({ size, scheme, language }))),
)

const take = async (browser: Browser, system: RunningSystem, shot: Shot, look: Look) => {
  const { size, scheme, language } = look
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: scheme,
    locale: languages[language],
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(({ name, value }) => localStorage.setItem(name, value), await sessionOf(system))
  const page = await context.newPage()
  await page.goto(`${system.portalUrl}/accounts/${team.accountId}/${shot.path}`, { waitUntil: 'networkidle' })
  await shot.act?.(page)
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'))
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(folder, `${shot.name}-${size}-${scheme}-${language}.png`) })
  await context.close()
}

const wanted = process.argv[2] ?? ''
const system = await startSystem({
  port: await freePort(),
  mailPort: await freePort(),
  issuerPort: await freePort(),
  dataDir: '.local-screenshots',
  fresh: true,
  inMemory: true,
  quiet: true,
  throttle: false,
})
try {
  await seedTeam(system.dynamodbUrl, system.tableName, new Date())
  mkdirSync(folder, { recursive: true })
  const browser = await launchChromium()
  for (const shot of shots.filter(({ name }) => name.includes(wanted)))
    for (const look of looks) await take(browser, system, shot, look)
  await browser.close()
  console.info(`The pictures are in docs/images.`)
} finally {
  await system.stop()
}
