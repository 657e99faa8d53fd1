/**
 * The token of an invitation, out of whatever mail programs and gateways made of its address: `#` encoded, moved into the
 * path or the query, rubbish behind it, soft line breaks within it.
 */

const id = (prefix: string) => `${prefix}_[\\w-]+`
/** What a token looks like; its MAC has 43 characters, so that what follows is none of it. */
const token = new RegExp(
  [
    `p\\.[\\w-]+\\.${id('acc')}\\.${id('usr')}\\.(?:${id('usr')})?\\.[\\w-]+\\.[\\w-]{43}`,
    `j\\.[\\w-]+\\.${id('acc')}\\.${id('usr')}\\.[\\w-]+\\.[\\w-]{43}`,
    `l\\.[\\w-]+\\.${id('acc')}\\.\\d+\\.(?:\\d+\\.)?[\\w-]{43}`,
    `s\\.[\\w-]+\\.${id('acc')}\\.${id('lnk')}\\.\\d+\\.(?:\\d+\\.)?[\\w-]{43}`,
  ].join('|'),
)

/** Gateways encode addresses once, and some of them what they have encoded. */
const mostTimesEncoded = 3

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray `%` beside what is encoded well.
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        return part
      }
    })
  }
}

/** What is left of a line that was broken: `=` at its end, blanks, and characters without a width. */
const broken = /=\s*|\s|[\u00ad\u200b-\u200d\u2060\ufeff]/g

const tokenWithin = (text: string): string | undefined =>
  token.exec(text)?.[0] ?? token.exec(text.replace(broken, ''))?.[0]

/** The token in this address; undefined where it has none. */
export const tokenIn = ({ hash, pathname, search }: Pick<Location, 'hash' | 'pathname' | 'search'>) => {
  for (const part of [hash, pathname, search]) {
    let text = part
    for (let times = 0; times <= mostTimesEncoded; times++) {
      const found = tokenWithin(text)
      if (found !== undefined) return found
      text = decoded(text)
    }
  }
  return undefined
}
