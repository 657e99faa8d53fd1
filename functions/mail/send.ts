import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { setting } from '../settings.ts'
import type { Mail } from './message.ts'
import { mimeOf } from './mime.ts'

const ses = new SESClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } })

type Recipient = {
  readonly address: string
  readonly tags: Readonly<Record<string, string>>
  readonly id: string
  readonly now: Date
}

/**
 * Hands the email to SES. SES repeats the tags in its later events, which is how we find the user. Throws SES's errors.
 */
export const send = async (mail: Mail, { address, tags, id, now }: Recipient): Promise<void> => {
  const from = setting('MAIL_FROM')
  await ses.send(
    new SendRawEmailCommand({
      Source: from,
      Destinations: [address],
      RawMessage: { Data: mimeOf(mail, { from, to: address, id, now }) },
      ConfigurationSetName: setting('MAIL_CONFIGURATION_SET'),
      Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    }),
  )
}
