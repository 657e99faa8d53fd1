/** `npm run openapi`: writes the document that the contract makes. */
import { writeFileSync } from 'node:fs'
import { openApiDocument } from '../shared/contract/openapi.ts'

writeFileSync('docs/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`)
