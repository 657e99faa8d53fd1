/** Usher's pages, parts and data for a product's own React pages. */

export { AccountSwitcher } from '../portal/embed/account-switcher.tsx'
export { useInvite, useMe, usePermissions, useRoles, useUsers } from '../portal/embed/hooks.ts'
export { InviteButton } from '../portal/embed/invite-button.tsx'
export {
  AccountSettings,
  AuditPage,
  MyPage,
  type PageProps,
  RolesPage,
  UsersPage,
} from '../portal/embed/pages.tsx'
export type { FurtherLanguages, Theme, UsherProviderProps } from '../portal/embed/props.ts'
export { UsherProvider } from '../portal/embed/provider.tsx'
export type { Texts } from '../portal/embed/texts.ts'
export { Refusal } from '../shared/client/answered.ts'
export { type UsherClient, usherClient } from '../shared/client/client.ts'
