/** Chromium, as shipped with the packages. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as browsers } from 'playwright-core'

/**
 * Unpacks the browser unless it's there, and returns its path. Two concurrent unpackings would overwrite each other, so
 * the run does it before its tests.
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
      '--in-process-gpu',
      // All pages of a context share a process, which has compiled the portal by then.
      '--renderer-process-limit=1',
      '--disable-site-isolation-trials',
      '--no-first-run',
      // Pages do too little for code that was optimized at length to be of use.
      '--js-flags=--no-maglev --no-opt --always-sparkplug',
    ],
  })
