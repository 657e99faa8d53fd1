/** What the functions are told about the product, from the settings. */
import { ownAccent } from '../../shared/product/brand.ts'
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import type { CheckedSending } from '../mail/mail-sender.ts'
import type { CheckedOptions } from '../options.ts'
import { mailLogoOf } from './brand.ts'
import { compiled } from './words.ts'

/** The corner radius of Usher's own emails, in pixels. */
const ownRadius = 12

export const deployedProduct = (
  { product, brand, words }: Pick<CheckedOptions, 'product' | 'brand' | 'words'>,
  { name: sender, replyTo, footer }: CheckedSending,
): DeployedProduct => {
  const { en, de } = compiled(words)
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
      words: { en: partOf(en), de: partOf(de) },
    },
  }
}

/** Pages get their own texts from `/config.json`. */
const partOf = ({ mails = {} }: ReturnType<typeof compiled>['en']) => (typeof mails === 'string' ? {} : mails)
