/** A language that nobody speaks, with every text that Usher has: the values of each, in angle brackets. */
import { en as mails } from '../../functions/mail/words/en.ts'
import type { FurtherLanguage } from '../../infra/product/languages.ts'
import { compiledWhole } from '../../infra/product/words.ts'
import { join } from '../../portal/words/en/join.ts'
import { portal } from '../../portal/words/en/portal.ts'

type Texts = { [key: string]: string | readonly string[] | Texts }

const filled = (
  words: object,
  text: (path: readonly string[]) => string | readonly string[],
  path: readonly string[] = [],
): Texts =>
  Object.fromEntries(
    Object.entries(words)
      .filter(([, word]) => !Array.isArray(word))
      .map(([key, word]) => {
        const at = [...path, key]
        return [key, typeof word === 'object' ? filled(word, text, at) : text(at)]
      }),
  )

/** The values that a text has to name, as its refusal says. */
const valuesOf = (() => {
  const named = new Map<string, string>()
  const own = { mails, portal, join }
  compiledWhole(
    filled(own, () => '{}'),
    [],
    (path, message) => {
      const [, list = ''] = /exactly these values: (.*?);/.exec(message) ?? []
      if (list !== '') named.set(path.join('.'), list.replaceAll(',', ''))
    },
  )
  return named
})()

/** `⟨users.title⟩` in the portal, `⟨invitation.subject {inviter} {account}⟩` in emails. */
export const madeUp = (name: string): FurtherLanguage => {
  const texts = (part: string, words: object) =>
    filled(words, (path) => {
      const values = valuesOf.get([part, ...path].join('.'))
      const name = path.join('.')
      return values === undefined ? `⟨${name}⟩` : [`⟨${name} ${values}⟩`, `⟨${name}⟩`]
    })
  // Built from the words themselves, so that it has each of them.
  return {
    name,
    mails: texts('mails', mails),
    portal: texts('portal', portal),
    join: texts('join', join),
  } as unknown as FurtherLanguage
}
