import { expect, test } from 'vitest'
import { auditEventOf } from '../../functions/trail/audit-event.ts'

const recorded = '2026-01-02T03:04:05.000Z'
const user = {
  type: 'user',
  userId: 'usr_a',
  status: 'active',
  roleIds: ['member'],
  name: 'Ann',
  nonce: 'n',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'usr_b',
}

test("a record is the same event whenever it's read, even if it has neither an actor nor a time", () => {
  const { updatedAt, updatedBy, ...past } = user
  expect(auditEventOf(undefined, past, recorded)).toMatchObject({ at: recorded, actor: 'unknown' })
  expect(auditEventOf(user, undefined, recorded)).toMatchObject({ at: recorded, action: 'user.removed' })
})

test('a change made outside the API that keeps the previous stamp has no known actor', () => {
  const promoted = { ...user, roleIds: ['admin'] }
  expect(auditEventOf(user, promoted, recorded)).toMatchObject({ at: recorded, actor: 'unknown' })
  const stamped = { ...promoted, updatedAt: '2026-01-02T00:00:00.000Z', updatedBy: 'usr_c' }
  expect(auditEventOf(user, stamped, recorded)).toMatchObject({ at: stamped.updatedAt, actor: 'usr_c' })
})

test.each([
  ['a mail state', { ...user, mail: { state: 'sent' } }],
  ['a text for search', { ...user, searchText: 'ann' }],
  ['nothing', user],
])('%s is not a change that the trail records', (_, now) => {
  expect(auditEventOf(user, now, recorded)).toBeUndefined()
})

test('what TTL deletes was recorded earlier', () => {
  const left = { type: 'user', userId: 'usr_a', status: 'removed', updatedAt: recorded, updatedBy: 'usr_b' }
  expect(auditEventOf(left, undefined, recorded)).toBeUndefined()
})

test("the table's other items aren't part of the trail", () => {
  expect(auditEventOf(undefined, { type: 'join-request', userId: 'usr_a' }, recorded)).toBeUndefined()
})
