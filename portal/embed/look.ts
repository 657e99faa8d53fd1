/** The look of embedded pages: Usher's, in the product's color, corners and font. */
import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  mergeThemeOverrides,
} from '@mantine/core'
import { faultsOf, inTheDark, shadesOf } from '../../shared/product/accent.ts'
import type { Accent } from '../../shared/product/brand.ts'
import { brandedTheme, readableIn } from '../react/ui/branded-theme.ts'
import type { Theme } from './props.ts'

/** The page around stays as it is, even while a window is open: locking its scroll would add a style sheet to it. */
const stays = { defaultProps: { lockScroll: false } }

export const lookOf = ({ accent, radius, font, scheme = 'light' }: Theme, id: string) => {
  const colors = accent === undefined ? undefined : accentOf(accent)
  const brand = { accent: colors && { ...colors, shades: shadesOf(colors) }, links: {} }
  const theme = mergeThemeOverrides(brandedTheme(brand), {
    // Without a font, `--usher-font` is invalid where it's used, and the font of the element around is inherited.
    fontFamily: font ?? 'var(--usher-font)',
    radius: { md: radius === undefined ? 'var(--usher-radius, 0.5rem)' : `${radius}px` },
    components: { Modal: stays, Drawer: stays },
  })
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  const variables = deepMerge(defaultCssVariablesResolver(merged), readableIn(brand)(merged))
  return { theme, scheme, variables: convertCssVariables(variables, `.usher > [data-usher="${id}"]`) }
}

const accentOf = (given: string | Accent): Accent => {
  const colors = typeof given === 'string' ? { light: given, dark: inTheDark(given) } : given
  for (const scheme of ['light', 'dark'] as const)
    for (const fault of faultsOf(scheme, colors[scheme]).slice(0, 1)) console.warn(`usher/react: ${fault}`)
  return colors
}
