import { listDomains } from '../../shared/contract/domains.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from '../users/stored-users.ts'
import { publicDomain } from './domain.ts'
import { findDomains } from './stored-domains.ts'

export const handler = accountOperation(listDomains, {
  read: ({ path }) => findDomains(path.accountId),
  async answer({ account, read, now }) {
    const givers = new Set(read.map(({ givenBy }) => givenBy).filter((one) => one !== undefined))
    const found = await Promise.all([...givers].map((userId) => findUser(account.accountId, userId)))
    const giverOf = (userId: string | undefined) => found.find((user) => user?.userId === userId)
    return ok({
      items: read.map((domain) => publicDomain(domain, { account, giver: giverOf(domain.givenBy), now })),
    })
  },
})
