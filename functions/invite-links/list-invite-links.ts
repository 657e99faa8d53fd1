import { listInviteLinks } from '../../shared/contract/invite-links.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findLinks, publicSharedLink } from './stored-shared-links.ts'

export const handler = accountOperation(listInviteLinks, {
  read: ({ path }) => findLinks(path.accountId),
  async answer({ caller, account, read, now }) {
    const links = [account.link, ...read]
    return ok({
      items: await Promise.all(links.map((link) => publicSharedLink(account, link, caller, now))),
    })
  },
})
