/** What a deployment tells its pages, in `/config.json`: one build serves every deployment. */
import * as z from 'zod/mini'
import type { PageBrand } from '../../shared/product/brand.ts'
import type { CompiledWords } from '../../shared/product/replaced-words.ts'
import type { Language } from '../words/language.ts'

type PageTexts = { readonly portal?: CompiledWords; readonly join?: CompiledWords }

const settings = z.object({
  issuer: z.string(),
  clientId: z.string(),
  productName: z.string(),
  /** Where the product is, if that is elsewhere. */
  productUrl: z.optional(z.string()),
  /** How the product looks. */
  brand: z._default(z.custom<PageBrand>(), { links: {} }),
  /** Texts in the place of the pages' own. */
  words: z._default(z.custom<Partial<Record<Language, PageTexts>>>(), {}),
  /** Where the portal runs on a developer's machine alone. */
  local: z.optional(z.object({ mailUrl: z.string(), demo: z.boolean() })),
})
export type Settings = z.output<typeof settings>

/** Throws where there are none. */
export const readSettings = async (): Promise<Settings> =>
  settings.parse(await (await fetch('/config.json')).json())
