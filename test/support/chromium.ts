/** Chromium, as it comes with the packages. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as browsers } from 'playwright-core'

/**
 * Unpacks the browser unless it is there, and returns where. Two who unpack at once write over each other, so the run
 * does it before its tests.
 */
export const unpackedChromium = (): Promise<string> => chromium.executablePath()

export const launchChromium = async (): Promise<Browser> =>
  browsers.launch({
    executablePath: await unpackedChromium(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
