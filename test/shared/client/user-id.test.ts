import fc from 'fast-check'
import { expect, test } from 'vitest'
import { userIdOf } from '../../../functions/users/user.ts'
import { userIdOf as inBrowser } from '../../../shared/client/user-id.ts'

test('a page derives the same user id as the API', () =>
  fc.assert(
    fc.asyncProperty(fc.string(), fc.string({ unit: 'grapheme' }), async (accountId, email) => {
      expect(await inBrowser(accountId, email)).toBe(userIdOf(accountId, email))
    }),
  ))
