/** SES on this machine: a mailbox that keeps what is sent and shows it on a page. */
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import * as z from 'zod/mini'

/** A CommonJS package with a default export, which Node and Vite import differently: both `require` it alike. */
const mailServer: typeof import('aws-ses-v2-local') = createRequire(import.meta.url)('aws-ses-v2-local')

const store = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      from: z.string(),
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      body: z.object({ text: z._default(z.string(), ''), html: z._default(z.string(), '') }),
    }),
  ),
})

export type ReceivedMail = z.output<typeof store>['emails'][number]

export const startMailbox = (port: number): Promise<Server> => mailServer.default({ host: '127.0.0.1', port })

/** What an address has received, oldest first. */
export const mailsTo = async (mailUrl: string, address: string): Promise<ReceivedMail[]> => {
  const { emails } = store.parse(await (await fetch(`${mailUrl}/store`)).json())
  return emails.filter(({ destination }) => destination.to.includes(address))
}

/** The address of the invitation in a mail; undefined where it has none. */
export const linkIn = (mail: ReceivedMail): string | undefined =>
  /https?:\/\/\S+\/join#\S+/.exec(mail.body.text)?.[0]
