import { expect, test } from 'vitest'
import { nextSteps } from '../../infra/next-steps.ts'
import { templateOf } from '../support/synthesized.ts'

const records =
  'Add the records DkimRecord1 to DkimRecord3 to the DNS of example.com, unless they are there already'
const again = "Once SES has verified the domain, set mailIdentity to 'verified' and deploy again"
const againInAHost =
  'Once SES has verified the domain, set `verified: true` in MailSender.ofDomain and deploy again'
const doctor = 'Check that all is well: npx usher doctor --stack Usher'
const portal = 'Open the portal: https://users.example.com'

test.each([
  ['pending', true, 3, [records, again, doctor, portal]],
  ['pending', false, 3, [records, againInAHost, doctor, portal]],
  ['verified', true, 3, [records, doctor, portal]],
  ['existing', true, 0, [doctor, portal]],
] as const)(
  'what to do after a deploy with mailIdentity=%s, in a stack of its own: %s',
  (identity, ownStack, dkimRecords, steps) => {
    const deployed = { mail: { domain: 'example.com', identity }, stackName: 'Usher', ownStack, dkimRecords }
    expect(nextSteps({ ...deployed, portalUrl: 'https://users.example.com' })).toEqual(steps)
  },
)

test('a deploy prints that last, after the records that it mentions', () => {
  const { Outputs } = templateOf({ mailFrom: 'no-reply@example.com' })
  // The CDK prints outputs sorted by name.
  const printed = Object.entries(Outputs).toSorted(([a], [b]) => a.localeCompare(b))
  const names = printed.map(([name]) => name)
  expect(names.filter((name) => name.startsWith('DkimRecord'))).toHaveLength(3)
  expect(names.slice(-3)).toEqual(['WhatNext1', 'WhatNext2', 'WhatNext3'])
  expect(printed.at(-2)?.[1].Value).toBe(doctor)
})
