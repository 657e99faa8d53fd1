/**
 * `npm run screenshots` writes docs/images: every page at two sizes, some also in the dark and in German, from a system of
 * its own with a made-up team. `npm run screenshots -- users` takes only those whose name contains the word.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { User } from 'oidc-client-ts'
import type { Browser, Page } from 'playwright-core'
import { freePort } from '../../local/settings.ts'
import { clientId } from '../../local/sign-in/clients.ts'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import { type RunningSystem, startSystem } from '../../local/system.ts'
import { type UsherClient, usherClient } from '../../shared/client/client.ts'
import { launchChromium } from '../../test/support/chromium.ts'
import { startProductPage } from '../../test/support/product-page.ts'
import { type Look, looksOf, type Shot, shots, wordsOf } from './shots.ts'
import { seedTeam, team } from './team.ts'

const folder = resolve(import.meta.dirname, '../images')
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const languages = { en: 'en-US', de: 'de-DE' }
/** Of a hundred: text stays sharp, and a picture has 20 to 60 kB. */
const quality = 82

/** What the portal stores for a sign-in, in its library's format, and the token as the product's page has it. */
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
  return { name: `oidc.user:${system.issuerUrl}:${clientId}`, value: user.toStorageString(), idToken }
}

/** Until the stream has told of everybody: the tabs' numbers come by it. */
const counted = async (usher: UsherClient): Promise<void> => {
  for (;;) {
    const answer = await usher.getAccount({ accountId: team.accountId })
    if (!answer.ok) throw new Error(`No account: ${answer.problem.code}`)
    const { active, suspended, invited } = answer.value.users
    if (active + suspended + invited >= team.size) return
    await new Promise((resume) => setTimeout(resume, 200))
  }
}

/** An invitation and one that was canceled, for the pages of those who join. */
const joinShots = async (usher: UsherClient): Promise<readonly Shot[]> => {
  const { accountId } = team
  const invited = async (name: string) => {
    const email = `${name.toLowerCase().replace(' ', '.')}@fabrikam.example`
    const body = { email, name, roleIds: ['member'], sendEmail: false }
    const answer = await usher.inviteUser({ accountId, body })
    if (!answer.ok) throw new Error(`Nobody was invited: ${answer.problem.code}`)
    return answer.value
  }
  const [waiting, canceled] = [await invited('Nora Quist'), await invited('Per Holm')]
  await usher.removeUser({ accountId, userId: canceled.userId })
  const hash = (url = '') => new URL(url).hash
  return [
    { name: 'join', path: `/join${hash(waiting.invitationUrl)}`, signedOut: true, every: true },
    { name: 'join-canceled', path: `/join${hash(canceled.invitationUrl)}`, signedOut: true },
  ]
}

/** Playwright itself writes no WebP, which is a quarter of a PNG. */
const picture = async (page: Page): Promise<Buffer> => {
  const browser = await page.context().newCDPSession(page)
  const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality })
  return Buffer.from(data, 'base64')
}

const take = async (browser: Browser, system: RunningSystem, productUrl: string, shot: Shot, look: Look) => {
  const { size, scheme, language } = look
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: scheme,
    locale: languages[language],
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const keep = ({ name, value, idToken }: Awaited<ReturnType<typeof sessionOf>>) => {
    localStorage.setItem(name, value)
    sessionStorage.setItem('idToken', idToken)
  }
  if (!shot.signedOut) await context.addInitScript(keep, await sessionOf(system))
  const page = await context.newPage()
  const path = shot.path.startsWith('/') ? shot.path : `/accounts/${team.accountId}/${shot.path}`
  await page.goto(`${shot.embedded ? productUrl : system.portalUrl}${path}`, { waitUntil: 'networkidle' })
  await shot.act?.(page, wordsOf(language))
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'))
  await page.waitForLoadState('networkidle')
  writeFileSync(join(folder, `${shot.name}-${size}-${scheme}-${language}.webp`), await picture(page))
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
  if (wanted === '') for (const old of readdirSync(folder)) rmSync(join(folder, old))
  const browser = await launchChromium()
  const usher = usherClient({ baseUrl: system.portalUrl, token: () => signedIdToken(system, team.admin) })
  await counted(usher)
  const all = [...shots, ...(await joinShots(usher))].filter(({ name }) => name.includes(wanted))
  const product = await startProductPage(system.portalUrl)
  for (const shot of all)
    for (const look of looksOf(shot)) await take(browser, system, product.url, shot, look)
  product.stop()
  await browser.close()
  console.info('The pictures are in docs/images.')
} finally {
  await system.stop()
}
