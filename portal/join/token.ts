/**
 * Finds an invitation's token in whatever email programs and gateways made of its URL: an encoded `#`, a token moved
 * into the path or the query, trailing rubbish, soft line breaks within it.
 */

const id = (prefix: string) => `${prefix}_[\\w-]+`
/** What a token looks like. Its MAC has 43 characters, so anything after that isn't part of it. */
const token = new RegExp(
  [
    `p\\.[\\w-]+\\.${id('acc')}\\.${id('usr')}\\.(?:${id('usr')})?\\.[\\w-]+\\.[\\w-]{43}`,
    `j\\.[\\w-]+\\.${id('acc')}\\.${id('usr')}\\.[\\w-]+\\.[\\w-]{43}`,
    `l\\.[\\w-]+\\.${id('acc')}\\.\\d+\\.(?:\\d+\\.)?[\\w-]{43}`,
    `s\\.[\\w-]+\\.${id('acc')}\\.${id('lnk')}\\.\\d+\\.(?:\\d+\\.)?[\\w-]{43}`,
  ].join('|'),
)

/** Gateways encode URLs once, and some encode what's already encoded. */
const mostTimesEncoded = 3

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray `%` next to well-formed encoding.
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        return part
      }
    })
  }
}

/** The remains of a broken line: `=` at its end, blanks, and zero-width characters. */
const broken = /=\s*|\s|[\u00ad\u200b-\u200d\u2060\ufeff]/g

const tokenWithin = (text: string): string | undefined =>
  token.exec(text)?.[0] ?? token.exec(text.replace(broken, ''))?.[0]

/** The token in this URL; undefined if it has none. */
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
