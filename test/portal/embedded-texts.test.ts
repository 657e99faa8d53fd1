import { expect, test } from 'vitest'
import { withTexts } from '../../portal/embed/texts.ts'
import { portal as words } from '../../portal/words/en/portal.ts'

test("a product's texts replace those with the same keys, and no others", () => {
  const mine = withTexts(words, {
    users: { title: 'People', views: { pending: 'Waiting' } },
    invite: { title: (account) => `Add people to ${account}` },
  })
  expect(mine.users.title).toBe('People')
  expect(mine.users.views).toEqual({ ...words.users.views, pending: 'Waiting' })
  expect(mine.invite.title('Acme')).toBe('Add people to Acme')
  expect(mine.roles).toEqual(words.roles)
  expect(withTexts(words, undefined)).toBe(words)
})
