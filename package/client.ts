/** The typed client of Usher's API, and what a token lets somebody do. For browsers and for Node. */
export {
  type AccountAccess,
  type Accounts,
  accountsIn,
  accountsNow,
  accountsReader,
  can,
} from '../shared/client/account-access.ts'
export { answered, Refusal } from '../shared/client/answered.ts'
export { type ClientProblem, type UsherClient, usherClient } from '../shared/client/client.ts'
export { clientCredentials } from '../shared/client/client-credentials.ts'
export { everyUser } from '../shared/client/every-item.ts'
export { defineProduct, type Product } from '../shared/product/define-product.ts'
