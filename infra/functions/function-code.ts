/** The code of a function as Lambda gets it: its bundle, with what it knows of the product in a file beside it. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import { productImport } from './bundle-functions.ts'

/** A function that reads nothing of the product stays as it is when the product changes. */
export const codeOf = (scope: Construct, bundle: string, product: DeployedProduct): Code => {
  const code = join(bundle, 'index.mjs')
  if (!existsSync(code) || !readFileSync(code, 'utf8').includes(productImport)) return Code.fromAsset(bundle)
  // The bundle itself may be shared by several stacks, or lie in a package.
  const folder = join(Stage.of(scope)?.outdir ?? '', 'with-product', scope.node.addr)
  cpSync(bundle, folder, { recursive: true })
  writeFileSync(join(folder, productImport), JSON.stringify(product))
  return Code.fromAsset(folder)
}
