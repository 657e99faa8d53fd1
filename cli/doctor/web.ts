/** What a web address answers, as a value also where it does not answer. */
import { type Finding, type Look, wrong } from './check.ts'

export type Visit =
  | {
      readonly url: string
      readonly status: number
      readonly header: (name: string) => string
      readonly text: string
    }
  | { readonly url: string; readonly failure: string }
export type Page = Extract<Visit, { status: number }>

/** Milliseconds that an address has to answer: more than a cold start takes. */
const patience = 15_000

export const visit = async (
  { web }: Pick<Look, 'web'>,
  url: string,
  headers: Record<string, string> = {},
): Promise<Visit> => {
  try {
    const answer = await web(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patience) })
    return {
      url,
      status: answer.status,
      header: (name) => answer.headers.get(name) ?? '',
      text: await answer.text(),
    }
  } catch (error) {
    return { url, failure: reasonOf(error) }
  }
}

/** `fetch` says "fetch failed", and its cause why. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Judges a page that answered; the address that did not is wrong by that. */
export const ofPage =
  (judge: (page: Page) => Finding, todo: string) =>
  (visited: Visit): Finding =>
    'failure' in visited ? wrong(`${visited.url} does not answer: ${visited.failure}`, todo) : judge(visited)

/** The object that a JSON page holds; undefined where it holds none. */
export const jsonIn = ({ text }: Page): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
