/** What Usher's event bus tells: `accountEvent` parses the `detail` of an event with its `detail-type`. */
export * from '../shared/contract/events.ts'
