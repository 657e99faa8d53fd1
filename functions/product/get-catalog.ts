import { getCatalog } from '../../shared/contract/catalog.ts'
import { ok } from '../http/answers.ts'
import { anySignInOperation } from '../http/operation.ts'
import { catalogOf } from './catalog.ts'
import { product } from './product.ts'

export const handler = anySignInOperation(getCatalog, {
  async answer({ query }) {
    return ok(catalogOf(product, query.language))
  },
})
