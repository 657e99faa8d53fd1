/** What the functions are told about the product, from the settings. */
import { ownAccent } from '../../shared/product/brand.ts'
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import type { CompiledWords } from '../../shared/product/replaced-words.ts'
import type { CheckedSending } from '../mail/mail-sender.ts'
import type { CheckedOptions } from '../options.ts'
import { mailLogoOf } from './brand.ts'
import { compiledLanguages } from './languages.ts'
import { compiled } from './words.ts'

/** The corner radius of Usher's own emails, in pixels. */
const ownRadius = 12

export const deployedProduct = (
  { product, brand, words, languages }: Pick<CheckedOptions, 'product' | 'brand' | 'words' | 'languages'>,
  { name: sender, replyTo, footer }: CheckedSending,
): DeployedProduct => {
  const texts = { ...compiled(words), ...compiledLanguages(languages) }
  const logo = mailLogoOf(brand)
  return {
    ...product,
    mails: {
      accent: brand.accent ?? ownAccent,
      radius: brand.radius ?? ownRadius,
      ...(logo !== undefined && { logo }),
      ...(sender !== undefined && { sender }),
      ...(replyTo !== undefined && { replyTo }),
      ...(footer !== undefined && { footer }),
      words: Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, partOf(text)])),
    },
  }
}

/** Pages get their own texts from `/config.json`. */
const partOf = ({ mails = {} }: CompiledWords) =>
  typeof mails === 'string' || Array.isArray(mails) ? {} : (mails as CompiledWords)
