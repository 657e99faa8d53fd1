import { expect, test } from 'vitest'
import type { UsherClient } from '../../../shared/client/client.ts'
import { importPeople, type Outcome } from '../../../shared/client/import-people.ts'
import { readPeopleTable } from '../../../shared/client/people-table.ts'
import { resultFile } from '../../../shared/client/result-file.ts'
import { fieldError } from '../../../shared/contract/field-errors.ts'
import type { BulkResult } from '../../../shared/contract/pending-users.ts'

type Bulk = UsherClient['inviteUsers']
type Answer = Awaited<ReturnType<Bulk>>
type Rows = readonly Readonly<Record<string, unknown>>[]

const person = (index: number, more: object = {}) => ({
  email: `person-${index}@example.com`,
  name: 'Some Body',
  roleIds: ['member'],
  sendEmail: true,
  ...more,
})
const linesOf = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ line: index + 2, person: person(index, more) }))

const invited = ({ email }: Readonly<Record<string, unknown>>): BulkResult => ({
  email: String(email),
  outcome: 'invited',
})
const good = (rows: Rows): Answer => ({ ok: true, status: 200, value: { results: rows.map(invited) } })
const refused = (
  code: 'unavailable' | 'too_many_requests' | 'unreachable' | 'permission_missing',
): Answer => ({
  ok: false,
  problem: { code, status: 0, detail: '' },
})

/** Runs an import against these answers of the API. Returns the requests, the lines' outcomes and the waits. */
const run = async (
  lines: ReturnType<typeof linesOf>,
  answer: (rows: Rows, request: number, stop: () => void) => Answer,
) => {
  const stopping = new AbortController()
  const asked: Rows[] = []
  const outcomes = new Map<number, Outcome>()
  const waits: number[] = []
  const inviteUsers: Bulk = async ({ body }) => {
    asked.push(body.users)
    return answer(body.users, asked.length, () => stopping.abort())
  }
  const end = await importPeople({
    usher: { inviteUsers },
    accountId: 'acc_12345678',
    lines,
    signal: stopping.signal,
    took: (results) => {
      for (const [line, outcome] of results) outcomes.set(line, outcome)
    },
    wait: async (milliseconds) => {
      waits.push(milliseconds)
    },
  })
  return { end, sizes: asked.map((rows) => rows.length), asked, outcomes, waits }
}

test('people are sent in batches of 100, in order', async () => {
  const { end, sizes, asked, outcomes } = await run(linesOf(250), good)
  expect(end).toEqual({ end: 'done' })
  expect(sizes).toEqual([100, 100, 50])
  expect(asked[2]?.[0]?.email).toBe('person-200@example.com')
  expect([...outcomes.keys()]).toEqual(linesOf(250).map(({ line }) => line))
})

test('a batch stays below the size limit of a body', async () => {
  const long = {
    message: '\u{1f600}'.repeat(500),
    name: '\u{1f600}'.repeat(100),
    roleIds: Array(10).fill('r'.repeat(40)),
  }
  const { end, sizes, asked } = await run(linesOf(100, long), good)
  expect(end).toEqual({ end: 'done' })
  expect(sizes.length).toBe(2)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(100)
  for (const users of asked)
    expect(new TextEncoder().encode(JSON.stringify({ users })).length).toBeLessThan(256 * 1_024)
})

test('each line has its outcome: invited, already there with the status, or refused with reasons', async () => {
  const errors = [fieldError('roleIds.0', { code: 'unknown_role', role: 'chief' })]
  const results: readonly BulkResult[] = [
    { email: '', outcome: 'invited', invitationUrl: 'https://example.com/join#x' },
    { email: '', outcome: 'refused', code: 'user_exists', userStatus: 'active' },
    { email: '', outcome: 'refused', code: 'invalid_request', errors },
  ]
  const { outcomes } = await run(linesOf(3), () => ({
    ok: true,
    status: 200,
    value: { results: [...results] },
  }))
  expect([...outcomes.values()]).toEqual([
    { outcome: 'invited', invitationUrl: 'https://example.com/join#x' },
    { outcome: 'there', userStatus: 'active' },
    { outcome: 'refused', code: 'invalid_request', errors },
  ])
})

test('stopping ends it after the current batch', async () => {
  const { end, sizes, outcomes } = await run(linesOf(300), (rows, request, stop) => {
    if (request === 2) stop()
    return good(rows)
  })
  expect(end).toEqual({ end: 'stopped' })
  expect(sizes).toEqual([100, 100])
  expect(outcomes.size).toBe(200)
})

test('a busy or unavailable service is waited for, longer each time, and then it continues', async () => {
  const codes = ['unreachable', 'unavailable', 'too_many_requests'] as const
  const { end, waits, outcomes } = await run(linesOf(100), (rows, request) => {
    const code = codes[request - 1]
    return code ? refused(code) : good(rows)
  })
  expect(end).toEqual({ end: 'done' })
  expect(waits).toEqual([2_000, 8_000, 20_000])
  expect(outcomes.size).toBe(100)
})

test('a service that stays unavailable ends it, with what was done so far', async () => {
  const { end, waits, outcomes } = await run(linesOf(200), (rows, request) =>
    request === 1 ? good(rows) : refused('unreachable'),
  )
  expect(end).toMatchObject({ end: 'failed', problem: { code: 'unreachable' } })
  expect(waits).toHaveLength(3)
  expect(outcomes.size).toBe(100)
})

test("a problem that waiting can't fix ends it at once", async () => {
  const { end, waits } = await run(linesOf(1), () => refused('permission_missing'))
  expect(end).toMatchObject({ end: 'failed', problem: { code: 'permission_missing' } })
  expect(waits).toEqual([])
})

test('stopping while it waits sends nothing more', async () => {
  const { end, sizes } = await run(linesOf(1), (_, __, stop) => {
    stop()
    return refused('unavailable')
  })
  expect(end).toEqual({ end: 'stopped' })
  expect(sizes).toEqual([1])
})

test('only the rows that failed for a moment are sent again', async () => {
  const { end, sizes, outcomes } = await run(linesOf(3), (rows, request) => ({
    ok: true,
    status: 200,
    value: {
      results: rows.map((row, index) =>
        request === 1 && index === 1
          ? { email: '', outcome: 'refused' as const, code: 'unavailable' }
          : invited(row),
      ),
    },
  }))
  expect(end).toEqual({ end: 'done' })
  expect(sizes).toEqual([3, 1])
  expect([...outcomes.keys()]).toEqual([2, 4, 3])
})

test("a result file has the file's columns and some more, and nothing that a spreadsheet would run", () => {
  const text = 'email;name\nann@example.com;=1+1\nbob@example.com;"Ray; Bob"\ncem@example.com\n'
  const bytes = new TextEncoder().encode(text)
  const read = readPeopleTable(bytes)
  if (!read.ok) throw new Error(read.problem.code)
  const file = resultFile(read.table, ['outcome'], (line) => [line === 2 ? '@SUM(A1)' : `line ${line}`])
  expect(file).toBe(
    [
      '\ufeffemail;name;outcome',
      `ann@example.com;"'=1+1";"'@SUM(A1)"`,
      'bob@example.com;"Ray; Bob";line 3',
      'cem@example.com;;line 4',
      '',
    ].join('\r\n'),
  )
  const again = readPeopleTable(new TextEncoder().encode(file))
  expect(again.ok && again.table.rows[0]?.cells).toEqual(['ann@example.com', '=1+1', '@SUM(A1)'])
})
