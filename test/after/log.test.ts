import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The log file of the front-door tests, which have all run by now: `sequence.groupOrder` in vitest.config.ts.
const lines = readFileSync('.local-test/usher.log', 'utf8').split('\n')

test('no token and no address is in any log line of a whole run', () => {
  expect(lines.length).toBeGreaterThan(500)
  expect(lines.filter((line) => /@(?!aws-sdk|smithy)|%40/.test(line))).toEqual([])
  expect(lines.filter((line) => /\b[pjl]\.\d+\.acc_|eyJ[\w-]*\.|[Bb]earer/.test(line))).toEqual([])
  expect(lines.filter((line) => /Grace|Hopper|Anger/.test(line))).toEqual([])
})

test('every request has one line of the function and one of the gateway, under the same id', () => {
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

test('nothing in a whole run failed on our side', () => {
  // The one refusal that asks to come again in a moment, and is meant to.
  const meant = new Set(lines.filter((line) => line.includes('"code":"seats_counting"')).map(requestOf))
  expect(meant.size).toBeGreaterThan(0)
  // Where each processor had three events and more to handle, an answer that came too late is the machine's doing.
  const late = new Set(lines.filter((line) => line.startsWith('Machine ')).map(requestOf))
  const isLate = (line: string) => late.has(requestOf(line)) && !/"status":"?50[0-2]/.test(line)
  const others = lines.filter((line) => !meant.has(requestOf(line) ?? '') && !isLate(line))
  expect(others.filter((line) => /"status":"?5\d\d|errorType|"error":"[A-Z]\w*"/.test(line))).toEqual([])
})
