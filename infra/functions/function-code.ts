/** The code of a function as Lambda gets it: its bundle, with what it knows of the product in a file beside it. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { CheckedProduct } from '../../shared/product/checked-product.ts'
import { productImport } from './bundle-functions.ts'

/** A function that reads nothing of the product stays as it is when the product changes. */
export const codeOf = (bundle: string, product: CheckedProduct): Code => {
  const code = join(bundle, 'index.mjs')
  if (!existsSync(code) || !readFileSync(code, 'utf8').includes(productImport)) return Code.fromAsset(bundle)
  return Code.fromAsset(bundle, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used: what is below always does it.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(outputDir) {
          cpSync(bundle, outputDir, { recursive: true })
          writeFileSync(join(outputDir, productImport), JSON.stringify(product))
          return true
        },
      },
    },
  })
}
