/**
 * The product that this deployment is a part of. The file next to a function's code is checked and written at synth,
 * because an environment only has room for 4 kB and a catalog of 300 permissions takes 50. The file with that name here
 * is for handlers that run from their sources.
 */
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import given from './product.json' with { type: 'json' }

export const product: DeployedProduct = given
