/** The URLs of the portal's pages, and which of them somebody may see. */
import { type Membership, may } from './account.ts'

const pageNames = ['users', 'roles', 'audit', 'account'] as const
export type PageName = (typeof pageNames)[number]

/** Any one of these is enough: people who may invite but not see users still find the button there. */
const needed = {
  users: ['users:read', 'users:invite'],
  roles: ['roles:read'],
  audit: ['audit:read'],
  account: ['account:write'],
} as const

/** The pages that somebody may see, in the bar's order. */
export const pagesOf = (membership: Membership): readonly PageName[] =>
  pageNames.filter((page) => needed[page].some((permission) => may(membership, permission)))

export const pathOf = (accountId: string, page: PageName): string => `/accounts/${accountId}/${page}`

/** The page about the person who looks at it. */
export const mePath = (accountId: string): string => `/accounts/${accountId}/me`

/** The page for inviting many people from a file. */
export const importPath = (accountId: string): string => `${pathOf(accountId, 'users')}/import`
