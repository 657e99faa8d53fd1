import { unsubscribe } from '../../shared/contract/mail-preferences.ts'
import { ok } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { readMailsToken } from '../invitations/signing-keys.ts'
import { setBlocked } from './stored-blocks.ts'

export const handler = publicOperation(unsubscribe, {
  async answer({ path, now }) {
    const { mailboxId } = await readMailsToken(path.token, now)
    await setBlocked(mailboxId, true, now)
    return ok({ blocked: true })
  },
})
