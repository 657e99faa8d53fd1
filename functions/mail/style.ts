/** How the mails of this deployment look, with the address of the product's mark at the portal. */
import type { MailStyle } from '../../shared/product/checked-product.ts'
import { product } from '../product/product.ts'
import { setting } from '../settings.ts'

export const mailStyle = (): MailStyle => {
  const { logo, ...style } = product.mails
  return logo === undefined ? style : { ...style, logo: `${setting('PORTAL_URL')}${logo}` }
}
