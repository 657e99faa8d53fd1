/** What a deployment tells its pages, in `/config.json`, because one build serves every deployment. */
import * as z from 'zod/mini'
import type { PageBrand } from '../../shared/product/brand.ts'
import type { CompiledWords } from '../../shared/product/replaced-words.ts'
import type { Language, Languages } from '../words/language.ts'

type PageTexts = { readonly portal?: CompiledWords; readonly join?: CompiledWords }

const settings = z.object({
  issuer: z.string(),
  clientId: z.string(),
  productName: z.string(),
  /** Where the product is, if it's elsewhere. */
  productUrl: z.optional(z.string()),
  /** The product's look. */
  brand: z._default(z.custom<PageBrand>(), { links: {} }),
  /** Texts that replace the pages' own. */
  words: z._default(z.custom<Readonly<Record<Language, PageTexts>>>(), {}),
  /** What the product's own languages call themselves. */
  languages: z._default(z.custom<Languages>(), {}),
  /** Whether anyone who is signed in may create an account. */
  selfService: z.optional(z.boolean()),
  /** Only if the portal runs on a developer's machine. */
  local: z.optional(z.object({ mailUrl: z.string(), demo: z.boolean() })),
})
export type Settings = z.output<typeof settings>

/** Throws if there are none. */
export const readSettings = async (): Promise<Settings> =>
  settings.parse(await (await fetch('/config.json')).json())
