/** The theme in the product's colors, corners and font. */
import { type CSSVariablesResolver, type MantineColorsTuple, mergeThemeOverrides } from '@mantine/core'
import type { PageBrand } from '../../../shared/product/brand.ts'
import { readable, theme } from './theme.ts'

export const brandedTheme = ({ accent, radius, font }: PageBrand): typeof theme =>
  mergeThemeOverrides(theme, {
    // Mantine requires ten shades, and its type counts them.
    ...(accent && { colors: { accent: accent.shades as unknown as MantineColorsTuple } }),
    ...(radius !== undefined && { defaultRadius: radius }),
    ...(font && { fontFamily: `${font.family}, ${theme.fontFamily}` }),
  })

export const readableIn =
  ({ accent }: PageBrand): CSSVariablesResolver =>
  (of) => {
    const { variables, light, dark } = readable(of)
    if (!accent) return { variables, light, dark }
    return { variables, light, dark: { ...dark, '--mantine-color-anchor': accent.dark } }
  }
