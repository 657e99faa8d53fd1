/**
 * The JSON Schema of the events, derived from the contract. `npm run event-schema` writes it to
 * `docs/events.schema.json`.
 */
import { accountEvent, eventVersion } from './events.ts'
import { jsonSchema } from './openapi.ts'

export const eventSchemaDocument = () => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `The detail of an event of Usher, version ${eventVersion}`,
  ...jsonSchema(accountEvent),
})
