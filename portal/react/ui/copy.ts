/** Copies text and confirms it, because a browser may refuse. */

import { useWords } from '../../words/portal-words.tsx'
import { useSay } from './say.ts'

/** Copies a text, and confirms it with `said` or a general message. */
export const useCopy = (): ((text: string, said?: string) => Promise<void>) => {
  const { copied, copyFailed } = useWords('frame')
  const say = useSay()
  return async (text, said = copied) => {
    try {
      await navigator.clipboard.writeText(text)
      say.done(said)
    } catch {
      say.refused(copyFailed)
    }
  }
}
