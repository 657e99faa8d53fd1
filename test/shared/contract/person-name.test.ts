import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personName } from '../../../shared/contract/fields.ts'
import { nameFromAddress, nameFromSignIn } from '../../../shared/contract/person-name.ts'

test.each([
  ['ann.lee@example.com', 'Ann Lee'],
  ['ann.lee+x@example.com', 'Ann Lee'],
  ['ann_lee-smith@example.com', 'Ann Lee Smith'],
  ['ann.lee.2@example.com', 'Ann Lee'],
  ['12345@example.com', '12345'],
])('%s is named %s', (email, name) => expect(nameFromAddress(email)).toBe(name))

const email = 'ann.lee@example.com'

test.each([
  [{ name: 'Dr. Ann Lee' }, 'Dr. Ann Lee'],
  [{ given_name: 'Ann', family_name: 'van Lee' }, 'Ann van Lee'],
  [{ name: 'ann.lee@example.com', given_name: 'Annie' }, 'Annie'],
  [{ name: 'see https://evil.example' }, 'Ann Lee'],
  [{ name: ' ' }, 'Ann Lee'],
  [{}, 'Ann Lee'],
])('a sign-in with %j', (claims, name) => expect(nameFromSignIn({ email, ...claims })).toBe(name))

test('whatever a sign-in says, the name is one that the API accepts', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (name, given_name, family_name) => {
      const called = nameFromSignIn({ email, name, given_name, family_name })
      expect(personName.safeParse(called).success).toBe(true)
    }),
  )
})
