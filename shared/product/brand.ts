/** The product's look, as pages and emails get it. Colors are `#rrggbb`. */

export type Accent = { readonly light: string; readonly dark: string }

/** What the pages read from `/config.json`. */
export type PageBrand = {
  /** The path of the product's logo for each scheme. */
  readonly logo?: Accent | undefined
  /** `shades` are ten, from light to dark, by where the portal's components take them from. */
  readonly accent?: (Accent & { readonly shades: readonly string[] }) | undefined
  /** Of corners, in pixels. */
  readonly radius?: number | undefined
  /** `file` is its path for the pages, unless readers have the font. */
  readonly font?: { readonly family: string; readonly file?: string | undefined } | undefined
  readonly links: ProductLinks
}

/** URLs of the product's own pages. */
export type ProductLinks = {
  readonly help?: string | undefined
  readonly terms?: string | undefined
  readonly privacy?: string | undefined
}

/** Usher's own colors, for a product without any. */
export const ownAccent: Accent = { light: '#2449c8', dark: '#8fa8ff' }
