/** Chromium, as it comes with the packages. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as browsers } from 'playwright-core'

export const launchChromium = async (): Promise<Browser> =>
  browsers.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
