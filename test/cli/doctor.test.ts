import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checks, policy } from '../../cli/doctor/checks.ts'
import { usher } from '../support/usher-command.ts'

const noCredentials = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'eu-west-1',
}

test('on this machine, the doctor checks the portal, the API and the issuer, and all is well', async () => {
  const { code, out, error } = await usher(['doctor', '--json'])
  expect({ code, error }).toEqual({ code: 0, error: '' })
  const { wrong, unseen, checks: found } = JSON.parse(out)
  expect({ wrong, unseen }).toEqual({ wrong: 0, unseen: 0 })
  expect(found.map(({ id }: { id: string }) => id)).toEqual(
    checks.map(({ id }) => id).filter((id) => /^(portal|api\.portal|sign-in\.(discovery|keys))/.test(id)),
  )
  expect((await usher(['doctor'])).out).toMatch(
    /Portal\n {2}ok +The portal opens \(http:\/\/localhost:\d+\/\)/,
  )
})

test.each([
  ['no credentials', ['--stack', 'Usher', 'doctor'], noCredentials, 'Could not load credentials'],
  ['nothing that runs', ['doctor'], { DATA_DIR: mkdtempSync(join(tmpdir(), 'usher-')) }, 'Nothing runs'],
  ['an address alone', ['--url', 'https://users.example.com', 'doctor'], {}, 'looks at a stack'],
  ['trial mails without a stack', ['doctor', '--mail'], {}, 'simulator is on AWS'],
])("with %s it can't look, and says why", async (_, words, environment, why) => {
  const { code, error } = await usher(words, environment)
  expect(code).toBe(2)
  expect(error).toContain(why)
})

test('prints the policy for people who create a role for it', async () => {
  const { code, out } = await usher(['doctor', '--policy'], noCredentials)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual(policy)
})
