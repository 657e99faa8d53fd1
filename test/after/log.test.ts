import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The log of the front-door tests, which have all run by now: see `sequence.groupOrder` in vitest.config.ts.
const lines = readFileSync('.local-test/usher.log', 'utf8').split('\n')

/** In an event, the product's ids and the names of roles can be any text, so that an @ alone is no address. */
const addressIn = (line: string): boolean =>
  (line.startsWith('UsersChangesBus') ? /@[\w-]+\.\w/ : /@(?!aws-sdk|smithy)|%40/).test(line)

test('no log line of a whole run contains a token or an address', () => {
  expect(lines.length).toBeGreaterThan(500)
  expect(lines.filter(addressIn)).toEqual([])
  expect(lines.filter((line) => /\b[pjl]\.\d+\.acc_|eyJ[\w-]*\.|[Bb]earer/.test(line))).toEqual([])
  expect(lines.filter((line) => /Grace|Hopper|Anger/.test(line))).toEqual([])
})

test('every request has one log line from the function and one from the gateway, with the same id', () => {
  const ids = (pattern: RegExp) =>
    new Set(
      lines.filter((line) => pattern.test(line)).map((line) => /"requestId":"([\w-]+)"/.exec(line)?.[1]),
    )
  const ofGateway = ids(/^AccessLog /)
  const ofFunctions = ids(/"operation":.*"milliseconds"/)
  expect(ofFunctions.size).toBeGreaterThan(100)
  expect([...ofFunctions].filter((id) => !ofGateway.has(id))).toEqual([])
})

const requestOf = (line: string) => /"requestId":"([\w-]+)"/.exec(line)?.[1]
const functionOf = (line: string) => line.split(' ')[0]

test('no request of a whole run failed because of an error of ours', () => {
  // If each processor had three or more events to handle, a late answer is the machine's fault.
  const late = new Set(lines.filter((line) => line.startsWith('Machine ')).map(requestOf))
  const isLate = (line: string) => late.has(requestOf(line)) && !/"status":"?50[0-2]/.test(line)
  // What the stream's reader retried on such a machine, because another service answered late.
  const retried = new Set(lines.map((line) => /^Machine .*"retriedBy":"(\w+)"/.exec(line)?.[1]))
  const isRetried = (line: string) => retried.has(functionOf(line)) && line.includes('"error":"TimeoutError"')
  const others = lines.filter((line) => !isLate(line) && !isRetried(line))
  expect(others.filter((line) => /"status":"?5\d\d|errorType|"error":"[A-Z]\w*"/.test(line))).toEqual([])
})
