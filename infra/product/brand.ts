/** The product's look, checked at synth. Unreadable colors are refused, naming the pair that fails. */
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
   * The product's logo, which replaces Usher's: SVG or PNG files of 200 kB at most, by their paths relative to where
   * synth runs. Pages show it 28 to 48 pixels high. Emails only show a PNG, because most email programs don't display
   * SVG.
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

/** The backgrounds of links and buttons in each scheme: cards, pages, and shades in between. */
const grounds: Readonly<Record<keyof Accent, readonly string[]>> = {
  light: ['#ffffff', '#f8f9fb', '#f3f4f6'],
  dark: ['#1f242c', '#1a1e25', '#14171c'],
}
/** The text color on a button of that color. */
const onAccent: Accent = { light: '#ffffff', dark: '#0d1220' }

/** The minimum contrast of text, by WCAG 2.2 AA (1.4.3). */
const leastContrast = 4.5

const hex = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #2449c8')

/** The color, lightened until it's readable on dark. */
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

/**
 * Ten shades, by where Mantine takes them from: the 4th and 5th are text in the dark, the 7th the ground of a button there,
 * the 8th both in the light, and the last two its hover.
 */
const shadesOf = ({ light, dark }: Accent): string[] => {
  const [white, black] = [tint(light, '#ffffff'), tint(light, '#000000')]
  return [
    white(0.93),
    white(0.85),
    white(0.7),
    dark,
    dark,
    white(0.25),
    buttonInTheDark(light),
    light,
    black(0.15),
    black(0.3),
  ]
}

const tint = (color: string, towards: string) => (part: number) => colord(color).mix(towards, part).toHex()

/** As light as white words on it allow, so that it stands out from a dark ground. */
const buttonInTheDark = (light: string): string => {
  const tints = Array.from({ length: 20 }, (_, step) => tint(light, '#ffffff')(step / 20))
  return tints.findLast((one) => colord('#ffffff').contrast(one) >= leastContrast) ?? light
}
