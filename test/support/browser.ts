/** A real browser for the portal, which fails a test for every error on a page. */
import axe from 'axe-core'
import { User } from 'oidc-client-ts'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, expect, inject } from 'vitest'
import { clientId } from '../../local/sign-in/clients.ts'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import type { RunningSystem } from '../../local/system.ts'
import { launchChromium } from './chromium.ts'
import { patience } from './patience.ts'

declare global {
  interface Window {
    /** axe's own code, once it's in a page. */
    readonly axe: typeof axe
  }
}

const { portalUrl } = inject('system')

type Opened = Pick<RunningSystem, 'portalUrl' | 'issuerUrl' | 'dataDir'>

export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

/**
 * Refusals and failed requests are answers like any other, but browsers log both as errors of the page, and React logs
 * files that didn't load.
 */
const answeredRefusal =
  /^Failed to load resource: (the server responded with a status of [45]\d\d|net::ERR_FAILED)|^TypeError: Failed to fetch dynamically imported module/

type Options = BrowserContextOptions & {
  /** The address of somebody who is already signed in. `portal.test.ts` goes through the sign-in itself. */
  readonly as?: string
  /** Additional or overriding claims of the token. */
  readonly claims?: Readonly<Record<string, unknown>>
}

const anHour = 3_600

/** What the portal stores for a sign-in, in its library's format. */
const sessionOf = async (system: Opened, email: string, claims: Options['claims']) => {
  const { portalUrl: origin, issuerUrl } = system
  const now = Math.floor(Date.now() / 1_000)
  const profile = { iss: issuerUrl, aud: clientId, sub: email, email, iat: now, exp: now + anHour }
  const user = new User({
    id_token: await signedIdToken(system, email, claims),
    access_token: 'none',
    token_type: 'Bearer',
    profile,
    expires_at: profile.exp,
  })
  return { origin, name: `oidc.user:${issuerUrl}:${clientId}`, value: user.toStorageString() }
}
type Session = Awaited<ReturnType<typeof sessionOf>>

/** Runs in the browser, before any page. */
const keepSession = ({ origin, name, value }: Session): void => {
  if (location.origin === origin) localStorage.setItem(name, value)
}

/** Closes all pages of a context but the first, and forgets who was signed in. */
const empty = async (context: BrowserContext, origin: string): Promise<void> => {
  const [first = await context.newPage(), ...others] = context.pages()
  await Promise.all(others.map((page) => page.close()))
  const devTools = await context.newCDPSession(first)
  await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage' })
  await devTools.detach()
  await context.clearCookies()
}

/** One for all test files of a process; it ends with the process. */
let browser: Promise<Browser> | undefined
const free = new Map<string, BrowserContext[]>()
const errors: string[] = []

const newContext = async (options: BrowserContextOptions): Promise<BrowserContext> => {
  browser ??= launchChromium()
  const context = await (await browser).newContext({
    viewport: desktop,
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  })
  context.setDefaultTimeout(patience)
  context.on('weberror', (error) => errors.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !answeredRefusal.test(message.text())) errors.push(message.text())
  })
  // It stays open, and with it the process that all pages of the context share, which has compiled the portal by then.
  await (await context.newPage()).goto(`${portalUrl}/icon.svg`)
  return context
}

/**
 * Opens pages, each in a browser context that no other page of the test has; on the run's system by default. A context is
 * emptied after the test and used again, so that the browser compiles the portal once and not for each page.
 */
export const withBrowser = (opened: () => Opened = () => inject('system')) => {
  const used: { readonly kind: string; readonly context: BrowserContext }[] = []
  afterEach(async () => {
    const emptied = used.splice(0)
    await Promise.all(emptied.map(({ context }) => empty(context, opened().portalUrl)))
    for (const { kind, context } of emptied) free.set(kind, [...(free.get(kind) ?? []), context])
    expect(errors.splice(0)).toEqual([])
  })
  const contextOf = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const kind = JSON.stringify(options)
    const context = free.get(kind)?.pop() ?? (await newContext(options))
    used.push({ kind, context })
    return context
  }
  return async (path: string, { as, claims, ...options }: Options = {}): Promise<Page> => {
    const page = await (await contextOf(options)).newPage()
    if (as !== undefined) await page.addInitScript(keepSession, await sessionOf(opened(), as, claims))
    await page.goto(`${opened().portalUrl}${path}`)
    return page
  }
}

/** Fills in the issuer's page, after a page of the portal has led there. */
export const signInAs = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill('any')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.href.startsWith(portalUrl))
}

/**
 * What axe finds against WCAG 2.2 A and AA and its best practices, or against these of its rules; one line per element,
 * should be empty.
 */
export const accessibilityFlaws = async (page: Page, rules?: string[]): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run({
      resultTypes: ['violations'],
      ...(runOnly && { runOnly }),
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    )
  }, rules)
}

/** In the dark only the colors differ. */
export const flawsInLightAndDark = async (page: Page): Promise<string[]> => {
  const light = await accessibilityFlaws(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await accessibilityFlaws(page, ['color-contrast', 'link-in-text-block'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

export const copiedText = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
