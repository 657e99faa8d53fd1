/**
 * The settings of your deployment: change them here and commit, so that no deploy forgets one. Your editor shows what
 * each setting means and which others there are; infra/settings.ts and infra/options.ts have them all, with their
 * defaults. `-c name=value` on the command line overrides a setting for one run.
 *
 * `product` describes the product that Usher is a part of, its permissions and roles: docs/product.md.
 *
 * A deploy needs `mailFrom`, the address that emails come from, which has no default. docs/deploy.md walks you through
 * a first deploy.
 */
import type { GivenSettings } from './infra/settings.ts'

export const settings: GivenSettings = {
  stackName: 'Usher',
  productName: 'Usher',
}
