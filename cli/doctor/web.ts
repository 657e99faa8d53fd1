/** The response of a URL, as a value even if it doesn't respond. */
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

/** Milliseconds to wait for a response: more than a cold start takes. */
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

/** `fetch` only says "fetch failed"; its cause says why. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Judges a page that responded. A URL that didn't respond is wrong already. */
export const ofPage =
  (judge: (page: Page) => Finding, todo: string) =>
  (visited: Visit): Finding =>
    'failure' in visited ? wrong(`${visited.url} does not answer: ${visited.failure}`, todo) : judge(visited)

/** The object in a JSON page; undefined if there's none. */
export const jsonIn = ({ text }: Page): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
