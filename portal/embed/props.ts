/** What a product tells the pages that it embeds. */
import type { ReactNode } from 'react'
import type { UsherClient } from '../../shared/client/client.ts'
import type { Accent } from '../../shared/product/brand.ts'
import type { PortalWords } from '../words/en/portal.ts'
import type { Language } from '../words/language.ts'
import type { Texts } from './texts.ts'

export type Theme = {
  /**
   * The color of buttons and links, as `#rrggbb`. A single color is the light scheme's; the dark scheme gets a lighter
   * shade of it.
   */
  readonly accent?: string | Accent
  /** Of corners, in pixels. By default the CSS variable `--usher-radius` of an element around, or 8. */
  readonly radius?: number
  /** A CSS font family. By default the CSS variable `--usher-font`, or the font of the element around. */
  readonly font?: string
  /** `light` by default. `auto` follows the reader's system. */
  readonly scheme?: 'light' | 'dark' | 'auto'
}

type Access =
  | {
      /** From `usher/client`. */
      readonly client: UsherClient
      readonly api?: undefined
      readonly getToken?: undefined
    }
  | {
      readonly client?: undefined
      /** The address of Usher, if it isn't on the page's own origin. */
      readonly api?: string
      /** The ID token of the person who is signed in, asked for before each request. */
      readonly getToken: () => string | undefined | Promise<string | undefined>
    }

/** Each with its name, and every text of the pages. */
export type FurtherLanguages = Readonly<
  Record<string, { readonly name: string; readonly words: PortalWords }>
>

export type UsherProviderProps = Access & {
  /** By default the first account of the person who is signed in, until they choose another. */
  readonly accountId?: string
  /** By default the one of the document, or else of the browser, if Usher speaks it, until the person chooses another. */
  readonly language?: Language
  /** Languages beyond English and German, by their ISO 639 codes. */
  readonly languages?: FurtherLanguages
  /** Texts that replace Usher's own in the current language. */
  readonly words?: Texts
  readonly theme?: Theme
  /** Leads to the sign-in, once the session has ended. By default the page is reloaded. */
  readonly onSignIn?: () => unknown
  /** The person has chosen another language on their page. If you give a `language` without this, they can't. */
  readonly onLanguageChange?: (language: Language) => unknown
  /** The person has chosen another account, or has left this one (undefined). */
  readonly onAccountChange?: (accountId: string | undefined) => unknown
  readonly children: ReactNode
}
