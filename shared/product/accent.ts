/** A product's color as pages use it: readable in both schemes, and in ten shades. */
import { colord, extend } from 'colord'
import a11y from 'colord/plugins/a11y'
import mix from 'colord/plugins/mix'
import type { Accent } from './brand.ts'

extend([a11y, mix])

/** The backgrounds of links and buttons in each scheme: cards, pages, and shades in between. */
export const grounds = {
  light: ['#ffffff', '#f8f9fb', '#f3f4f6'],
  dark: ['#1f242c', '#1a1e25', '#14171c'],
} as const
/** The text color on a button of that color. */
export const onAccent: Accent = { light: '#ffffff', dark: '#0d1220' }

/** The minimum contrast of text, by WCAG 2.2 AA (1.4.3). */
const leastContrast = 4.5

/** The color, lightened until it's readable on dark. */
export const inTheDark = (light: string): string => {
  for (let part = 0; part < 1; part += 0.05) {
    const lighter = colord(light).mix('#ffffff', part).toHex()
    if (faultsOf('dark', lighter).length === 0) return lighter
  }
  return '#ffffff'
}

/** Each pair of colors that's too alike to be read. */
export const faultsOf = (scheme: keyof Accent, color: string): string[] =>
  [...grounds[scheme].map((ground) => [color, ground] as const), [onAccent[scheme], color] as const].flatMap(
    ([text, ground]) => {
      const contrast = colord(text).contrast(ground)
      return contrast >= leastContrast
        ? []
        : [`${text} on ${ground} has a contrast of ${contrast}, and text needs ${leastContrast} (WCAG AA)`]
    },
  )

/**
 * Ten shades, by where Mantine takes them from: the 4th and 5th are text in the dark, the 7th the ground of a button there,
 * the 8th both in the light, and the last two its hover.
 */
export const shadesOf = ({ light, dark }: Accent): string[] => {
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

/** The color under a pointer: it stands out more from the ground. */
export const hoverOf = (scheme: keyof Accent, color: string): string =>
  scheme === 'light' ? tint(color, '#000000')(0.15) : tint(color, '#ffffff')(0.25)

const tint = (color: string, towards: string) => (part: number) => colord(color).mix(towards, part).toHex()

/** As light as white words on it allow, so that it stands out from a dark ground. */
const buttonInTheDark = (light: string): string => {
  const tints = Array.from({ length: 20 }, (_, step) => tint(light, '#ffffff')(step / 20))
  return tints.findLast((one) => colord('#ffffff').contrast(one) >= leastContrast) ?? light
}
