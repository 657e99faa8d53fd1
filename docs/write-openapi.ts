/** `npm run openapi`: writes the OpenAPI document, derived from the contract. */
import { writeFileSync } from 'node:fs'
import { openApiDocument } from '../shared/contract/openapi.ts'

writeFileSync('docs/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`)
