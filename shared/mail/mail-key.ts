/** What a message on the mail queue says: the item whose mail is queued, and which mail of it. No personal data. */
import * as z from 'zod/mini'

export const mailKey = z.object({ pk: z.string(), sk: z.string(), nonce: z.string() })
export type MailKey = z.output<typeof mailKey>
