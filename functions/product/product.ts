/**
 * The product that this deployment is a part of. The file beside a function's code is written at synth, where it is checked:
 * an environment has room for 4 kB, and a catalogue of 300 permissions takes 50. The file of that name here is for
 * handlers that run from their sources.
 */
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import given from './product.json' with { type: 'json' }

export const product: DeployedProduct = given
