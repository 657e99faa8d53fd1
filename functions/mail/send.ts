/** Sending through Amazon SES. */
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses'
import { setting } from '../settings.ts'
import type { Mail } from './message.ts'

const ses = new SESClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } })

type Recipient = { readonly address: string; readonly tags: Readonly<Record<string, string>> }

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' })

/** Hands the mail to SES. The tags let what SES says of the mail later find its user. Throws what SES answers. */
export const send = async (mail: Mail, { address, tags }: Recipient): Promise<void> => {
  await ses.send(
    new SendEmailCommand({
      Source: setting('MAIL_FROM'),
      Destination: { ToAddresses: [address] },
      Message: { Subject: utf8(mail.subject), Body: { Text: utf8(mail.text), Html: utf8(mail.html) } },
      ConfigurationSetName: setting('MAIL_CONFIGURATION_SET'),
      Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    }),
  )
}
