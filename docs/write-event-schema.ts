/** `npm run event-schema`: writes the schema of the events, derived from the contract. */
import { writeFileSync } from 'node:fs'
import { eventSchemaDocument } from '../shared/contract/event-schema.ts'

writeFileSync('docs/events.schema.json', `${JSON.stringify(eventSchemaDocument(), null, 2)}\n`)
