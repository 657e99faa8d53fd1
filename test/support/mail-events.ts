/** What SES reports about an email after it was sent, and this machine's SES doesn't. */
import { expect, inject, vi } from 'vitest'
import { deployHere, functionId } from './in-process.ts'

/** Gives the mail event function what SES would report about an email with these tags. */
export const saying = async (
  eventType: string,
  tags: Readonly<Record<string, string>>,
  more: object = {},
): Promise<void> => {
  const { tableName, gateUrl } = inject('system')
  deployHere(tableName, { gateUrl, functionId: functionId('OnMailEvent') })
  const { handler } = await import('../../functions/mail/on-mail-event.ts')
  const log = vi.spyOn(console, 'info').mockReturnValue()
  const lists = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
  await handler({
    version: '0',
    id: 'event',
    source: 'aws.ses',
    account: '000000000000',
    time: new Date().toISOString(),
    region: 'us-east-1',
    resources: [],
    'detail-type': 'Email',
    detail: {
      eventType,
      mail: { tags: { ...lists, 'ses:configuration-set': ['mails'] }, destination: ['grace@example.com'] },
      ...more,
    },
  })
  expect(JSON.stringify(log.mock.calls)).not.toMatch(/@|550/)
  log.mockRestore()
}
