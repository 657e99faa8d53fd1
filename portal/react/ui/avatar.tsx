/** A person's initials on a color derived from their id. No picture is loaded. */
import classes from './avatar.module.css'

type Props = { readonly id: string; readonly name: string; readonly size?: number }

export const Avatar = ({ id, name, size = 32 }: Props) => (
  <span
    aria-hidden
    className={classes.avatar}
    style={{ width: size, height: size, fontSize: size * 0.38, ['--hue' as string]: hueOf(id) }}
  >
    {initialsOf(name)}
  </span>
)

/** Degrees on the color wheel, the same for the same id. */
export const hueOf = (id: string): number =>
  [...id].reduce((hue, character) => (hue * 31 + (character.codePointAt(0) ?? 0)) % 360, 7)

/** The first letters of the first and the last word: `GH` for Grace Brewster Murray Hopper. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined]
  return letters
    .map((word) => firstOf(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}

/** A whole character, including accents. */
const firstOf = (word: string): string => [...new Intl.Segmenter().segment(word)][0]?.segment ?? ''
