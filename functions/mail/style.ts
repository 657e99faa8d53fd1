/** The look of this deployment's emails, with the URL of the product's logo in the portal. */
import type { MailStyle } from '../../shared/product/checked-product.ts'
import { product } from '../product/product.ts'
import { setting } from '../settings.ts'

export const mailStyle = (): MailStyle => {
  const { logo, ...style } = product.mails
  return logo === undefined ? style : { ...style, logo: `${setting('PORTAL_URL')}${logo}` }
}
