import { beforeAll, expect, inject, test, vi } from 'vitest'
import { queuedIndexKey, userKey } from '../../../functions/table/keys.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import { account, item, put } from '../../support/scene.ts'

const log = vi.spyOn(console, 'info')

// In the system's own table, with the function's permissions.
beforeAll(() => {
  const { tableName, gateUrl } = inject('system')
  deployHere(tableName, { gateUrl, functionId: functionId('SweepMails') })
  log.mockReturnValue()
})

test('an email that has been sent when the sweeper gets to it is left alone', async () => {
  const { handler: sweepMails } = await import('../../../functions/mail/sweep-mails.ts')
  const { accountId } = await account()
  const userId = 'usr_sentmeanwhile000000000'
  const sent = {
    ...userKey(accountId, userId),
    ...queuedIndexKey(userId, new Date(0).toISOString()),
    type: 'user',
    nonce: 'n',
    mail: { state: 'sent', at: new Date(0).toISOString() },
  }
  await put(sent)
  await sweepMails({ time: new Date().toISOString() })
  expect(await item(userKey(accountId, userId))).toEqual(sent)
  // The sweeper did get to it.
  expect(log.mock.calls.join()).toMatch(/"queuedAgain":[1-9]/)
})
