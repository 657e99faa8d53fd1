/** A function's code as Lambda gets it: its bundle, with the product's description in a file next to it. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import { productImport } from './product-import.ts'

/** A function that doesn't read the product's description isn't affected when it changes. */
export const codeOf = (scope: Construct, bundle: string, product: DeployedProduct): Code => {
  const code = join(bundle, 'index.mjs')
  if (!existsSync(code) || !readFileSync(code, 'utf8').includes(productImport)) return Code.fromAsset(bundle)
  // The bundle itself may be shared by several stacks, or come from a package.
  const folder = join(Stage.of(scope)?.outdir ?? '', 'with-product', scope.node.addr)
  cpSync(bundle, folder, { recursive: true })
  writeFileSync(join(folder, productImport), JSON.stringify(product))
  return Code.fromAsset(folder)
}
