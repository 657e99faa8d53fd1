/** The texts of a language that the product adds, in a file that only its readers load. */
import type { CompiledWords } from '../../shared/product/replaced-words.ts'
import type { Language } from './language.ts'

type PageTexts = { readonly portal?: CompiledWords; readonly join?: CompiledWords }

/** Checked at synth, when it was written. */
export const furtherTexts = async (language: Language): Promise<PageTexts> =>
  (await fetch(`/words/${language}.json`)).json()
