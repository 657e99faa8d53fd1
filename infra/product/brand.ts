/** The product's look, checked at synth. Unreadable colors are refused, naming the pair that fails. */
import { existsSync, statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { z } from 'zod'
import { faultsOf, inTheDark, shadesOf } from '../../shared/product/accent.ts'
import type { Accent, PageBrand, ProductLinks } from '../../shared/product/brand.ts'

export type Brand = {
  /**
   * The product's logo, which replaces Usher's: SVG or PNG files of 200 kB at most, by their paths relative to where
   * synth runs. Pages show it 28 to 48 pixels high. Emails only show a PNG, because most email programs don't display
   * SVG, and Cognito's sign-in page a file of 100 kB at most.
   */
  readonly logo?: string | Accent
  /**
   * The color of buttons and links, as `#rrggbb`. A single color is the light scheme's; the dark scheme gets a lighter
   * shade of it.
   */
  readonly accent?: string | Accent
  /** Of corners, in pixels: 0 to 24. */
  readonly radius?: number
  /** The font of the pages: one that readers have, or a `.woff2` file of 300 kB at most. */
  readonly font?: { readonly family: string; readonly file?: string | undefined }
  /** Pages of the product that the portal and the join page link to. */
  readonly links?: ProductLinks
}

export type CheckedBrand = {
  readonly logo?: Accent | undefined
  readonly accent?: Accent | undefined
  readonly radius?: number | undefined
  readonly font?: Brand['font'] | undefined
  readonly links: ProductLinks
}

const hex = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #2449c8')

const accent = z
  .preprocess(
    (given) =>
      typeof given === 'string'
        ? { light: given, dark: hex.safeParse(given).success ? inTheDark(given) : given }
        : given,
    z.strictObject(
      { light: hex, dark: hex },
      { error: 'must be a colour like #2449c8, or one for each scheme: { light, dark }' },
    ),
  )
  .superRefine((colors, context) => {
    for (const scheme of ['light', 'dark'] as const)
      for (const message of faultsOf(scheme, colors[scheme]).slice(0, 1))
        context.addIssue({ code: 'custom', path: [scheme], message })
  })

const file = (kinds: readonly string[], kilobytes: number) =>
  z.string().superRefine((path, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message })
    if (!kinds.includes(extname(path))) return refuse(`must be a file of ${kinds.join(' or ')}`)
    if (!existsSync(path)) return refuse(`is not there: ${resolve(path)}`)
    if (statSync(path).size > kilobytes * 1_024) refuse(`must have ${kilobytes} kB at most`)
  })
const picture = file(['.svg', '.png'], 200)
const logo = z.preprocess(
  (given) => (typeof given === 'string' ? { light: given, dark: given } : given),
  z.strictObject(
    { light: picture, dark: picture },
    { error: 'must be a file, or one for each scheme: { light, dark }' },
  ),
)

const link = z
  .url({ protocol: /^https$/, error: 'must be a web address that begins with https://' })
  .optional()
const family = z.string().regex(/^[\w "',-]{1,200}$/, 'must be names of fonts, separated by commas')

/** The checked brand. Checking is idempotent. */
export const brandSchema = z.strictObject(
  {
    logo: logo.optional(),
    accent: accent.optional(),
    radius: z.int('must be a whole number of pixels').min(0).max(24).optional(),
    font: z.strictObject({ family, file: file(['.woff2'], 300).optional() }).optional(),
    links: z.strictObject({ help: link, terms: link, privacy: link }).default({}),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `has no ${issue.keys.join(', ')}` : 'must be an object',
  },
) as z.ZodType<CheckedBrand, Brand>

/** The path in the portal of each of the brand's files, by its path here. */
export const filesOf = ({ logo, font }: CheckedBrand): ReadonlyMap<string, string> => {
  const named = { 'logo-light': logo?.light, 'logo-dark': logo?.dark, font: font?.file }
  return new Map(
    Object.entries(named).flatMap(([name, path]) =>
      path === undefined ? [] : [[`brand/${name}${extname(path)}`, path]],
    ),
  )
}

const placeOf = (name: string, path: string): string => `/brand/${name}${extname(path)}`

export const pageBrandOf = ({ logo, accent: colors, radius, font, links }: CheckedBrand): PageBrand => ({
  ...(logo && { logo: { light: placeOf('logo-light', logo.light), dark: placeOf('logo-dark', logo.dark) } }),
  ...(colors && { accent: { ...colors, shades: shadesOf(colors) } }),
  ...(radius !== undefined && { radius }),
  ...(font && {
    font: { family: font.family, ...(font.file !== undefined && { file: placeOf('font', font.file) }) },
  }),
  links,
})

/** The path in the portal of a logo that email programs can show. */
export const mailLogoOf = ({ logo }: CheckedBrand): string | undefined =>
  logo !== undefined && extname(logo.light) === '.png' ? placeOf('logo-light', logo.light) : undefined
