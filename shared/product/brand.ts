/** The product's looks, as pages and mails get them. Colours are `#rrggbb`. */

export type Accent = { readonly light: string; readonly dark: string }

/** What the pages read in `/config.json`. */
export type PageBrand = {
  /** Where the pages find the product's mark, for each scheme. */
  readonly logo?: Accent | undefined
  /** `shades` go from the lightest to the darkest; the 7th is the dark scheme's, the 8th the light one's. */
  readonly accent?: (Accent & { readonly shades: readonly string[] }) | undefined
  /** Of corners, in pixels. */
  readonly radius?: number | undefined
  /** `file` is where the pages find it, where it is none of the reader's own. */
  readonly font?: { readonly family: string; readonly file?: string | undefined } | undefined
  readonly links: ProductLinks
}

/** Web addresses of the product's own pages. */
export type ProductLinks = {
  readonly help?: string | undefined
  readonly terms?: string | undefined
  readonly privacy?: string | undefined
}

/** Usher's own colours, for a product without any. */
export const ownAccent: Accent = { light: '#2449c8', dark: '#8fa8ff' }
