/** The product's looks: checked at synth, where colours that people could not read are refused with the pair that fails. */
import { existsSync, statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { colord, extend } from 'colord'
import a11y from 'colord/plugins/a11y'
import mix from 'colord/plugins/mix'
import { z } from 'zod'
import type { Accent, PageBrand, ProductLinks } from '../../shared/product/brand.ts'

extend([a11y, mix])

export type Brand = {
  /**
   * The product's mark, in place of Usher's: SVG or PNG files of 200 kB at most, by their paths from where synth runs. Pages
   * show it 28 to 48 pixels high. Mails show a PNG; most mail programs show no SVG.
   */
  readonly logo?: string | Accent
  /**
   * The colour of buttons and links, as `#rrggbb`. One colour is the light scheme's, and the dark one gets a lighter shade of
   * it.
   */
  readonly accent?: string | Accent
  /** Of corners, in pixels: 0 to 24. */
  readonly radius?: number
  /** The font of the pages: one that readers have, or a `.woff2` file of 300 kB at most. */
  readonly font?: { readonly family: string; readonly file?: string | undefined }
  /** Pages of the product, to which the portal and the join page link. */
  readonly links?: ProductLinks
}

export type CheckedBrand = {
  readonly logo?: Accent | undefined
  readonly accent?: Accent | undefined
  readonly radius?: number | undefined
  readonly font?: Brand['font'] | undefined
  readonly links: ProductLinks
}

/** On what links and buttons stand, in each scheme: cards, pages, and what lies between. */
const grounds: Readonly<Record<keyof Accent, readonly string[]>> = {
  light: ['#ffffff', '#f8f9fb', '#f3f4f6'],
  dark: ['#1f242c', '#1a1e25', '#14171c'],
}
/** What stands on a button of that colour. */
const onAccent: Accent = { light: '#ffffff', dark: '#0d1220' }

/** The least contrast of text, by WCAG 2.2 AA (1.4.3). */
const leastContrast = 4.5

const hex = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #2449c8')

/** The colour, made lighter until it can be read in the dark. */
const inTheDark = (light: string): string => {
  for (let part = 0; part < 1; part += 0.05) {
    const lighter = colord(light).mix('#ffffff', part).toHex()
    if (faultsOf('dark', lighter).length === 0) return lighter
  }
  return '#ffffff'
}

const faultsOf = (scheme: keyof Accent, color: string): string[] =>
  [...grounds[scheme].map((ground) => [color, ground] as const), [onAccent[scheme], color] as const].flatMap(
    ([text, ground]) => {
      const contrast = colord(text).contrast(ground)
      return contrast >= leastContrast
        ? []
        : [`${text} on ${ground} has a contrast of ${contrast}, and text needs ${leastContrast} (WCAG AA)`]
    },
  )

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

/** The checked brand; of a checked one, the same. */
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

/** Where the portal has each file of the brand, by the file's path here. */
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

/** Where the portal has a mark that mail programs show. */
export const mailLogoOf = ({ logo }: CheckedBrand): string | undefined =>
  logo !== undefined && extname(logo.light) === '.png' ? placeOf('logo-light', logo.light) : undefined

/** Tints of the light scheme's colour, then the dark scheme's, then the light scheme's and two darker ones. */
const shadesOf = ({ light, dark }: Accent): string[] => [
  ...[0.93, 0.85, 0.7, 0.55, 0.4, 0.25].map((part) => colord(light).mix('#ffffff', part).toHex()),
  dark,
  light,
  ...[0.15, 0.3].map((part) => colord(light).mix('#000000', part).toHex()),
]
