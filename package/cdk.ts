/**
 * Usher as a part of your own CDK app.
 *
 *     import { MailSender, Usher } from 'usher/cdk'
 *
 *     const users = new Usher(this, 'Users', {
 *       mail: MailSender.ofDomain('no-reply@example.com', { verified: false }),
 *       productName: 'Acme',
 *     })
 */
export type { ChangeBus, Listening } from '../infra/events/event-bus.ts'
export { type ExistingIdentity, MailSender, type OwnDomain, type Sending } from '../infra/mail/mail-sender.ts'
export type { UsherOperator, UsherPortal, UsherSignIn } from '../infra/opened.ts'
export type { Options } from '../infra/options.ts'
export { Portal, type PortalOptions } from '../infra/portal/portal.ts'
export type { Brand } from '../infra/product/brand.ts'
export type { FurtherLanguage, FurtherLanguages } from '../infra/product/languages.ts'
export type { GivenWords, WordsByLanguage } from '../infra/product/words.ts'
export { SettingError } from '../infra/setting-error.ts'
export type { CognitoOptions } from '../infra/sign-in/cognito.ts'
export type { PoolOperator, PoolOptions } from '../infra/sign-in/existing-pool.ts'
export { type OidcOperator, type OidcOptions, SignIn } from '../infra/sign-in/sign-in.ts'
export { Usher } from '../infra/usher.ts'
export type { FirstAdministrator, UsherProps } from '../infra/usher-props.ts'
export { defineProduct, type Product } from '../shared/product/define-product.ts'
export { type LocalPorts, onThisMachine } from './on-this-machine.ts'
