import { previewMailPreferences } from '../../shared/contract/mail-preferences.ts'
import { ok } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { readMailsToken } from '../invitations/signing-keys.ts'
import { isBlocked } from './stored-blocks.ts'

export const handler = publicOperation(previewMailPreferences, {
  async answer({ body, now }) {
    const { mailboxId } = await readMailsToken(body.token, now)
    return ok({ blocked: await isBlocked(mailboxId) })
  },
})
