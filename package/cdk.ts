/**
 * Usher as a part of your own CDK app.
 *
 *     import { Usher } from 'usher/cdk'
 *
 *     const usher = new Usher(this, 'Users', { mailFrom: 'no-reply@example.com', productName: 'Acme' })
 */
export type { Brand } from '../infra/product/brand.ts'
export type { GivenWords, WordsByLanguage } from '../infra/product/words.ts'
export { type GivenSettings, SettingError } from '../infra/settings.ts'
export { Usher, type UsherProps } from '../infra/usher.ts'
export { defineProduct, type Product } from '../shared/product/define-product.ts'
