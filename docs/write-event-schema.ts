/** `npm run event-schema`: writes the schema of the events that the contract makes. */
import { writeFileSync } from 'node:fs'
import { eventSchemaDocument } from '../shared/contract/event-schema.ts'

writeFileSync('docs/events.schema.json', `${JSON.stringify(eventSchemaDocument(), null, 2)}\n`)
