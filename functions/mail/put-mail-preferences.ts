import { putMailPreferences } from '../../shared/contract/mail-preferences.ts'
import { ok } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { readMailsToken } from '../invitations/signing-keys.ts'
import { setBlocked } from './stored-blocks.ts'
import { countAgainst } from './stored-pause.ts'

export const handler = publicOperation(putMailPreferences, {
  async answer({ body, now }) {
    const { blocked, report } = body
    const token = await readMailsToken(body.token, now)
    await setBlocked(token.mailboxId, blocked, now)
    if (report) await countAgainst('complaints', token, now)
    return ok({ blocked })
  },
})
