/** The contract: every operation of the API. The stack creates a route and a Lambda for each. */
import { deleteAccount, listOperatorEvents, restoreAccount } from './account-deletion.ts'
import {
  changeAccount,
  changeMyUser,
  createAccount,
  getAccount,
  getMe,
  getMyUser,
  leaveAccount,
  listAccounts,
  reactivateAccount,
  suspendAccount,
} from './accounts.ts'
import { listAuditEvents } from './audit.ts'
import { getCatalog } from './catalog.ts'
import {
  addDomain,
  changeDomain,
  joinByDomain,
  listDomains,
  listJoinable,
  removeDomain,
  verifyDomain,
} from './domains.ts'
import { handOverAccount } from './hand-over.ts'
import {
  askForInvitation,
  findInvitation,
  getInviteLink,
  previewInvitation,
  putInviteLink,
  redeemInvitation,
  redeemSignedIn,
} from './invitations.ts'
import {
  changeInviteLink,
  createInviteLink,
  deleteInviteLink,
  listInviteLinks,
  rotateInviteLink,
} from './invite-links.ts'
import {
  approveJoinRequest,
  declineJoinRequest,
  listJoinRequests,
  listMyJoinRequests,
} from './join-requests.ts'
import { previewMailPreferences, putMailPreferences, unsubscribe } from './mail-preferences.ts'
import {
  acceptMyInvitation,
  declineInvitation,
  declineMyInvitation,
  listMyInvitations,
} from './my-invitations.ts'
import type { Operation } from './operation.ts'
import {
  copyInvitationLink,
  correctAddress,
  inviteUser,
  inviteUsers,
  resendInvitation,
} from './pending-users.ts'
import { erasePerson, exportPerson } from './people.ts'
import { listAccessReviews, listReviewCandidates, signAccessReview } from './reviews.ts'
import { changeRole, createRole, deleteRole, getDefaultRoles, listRoles, putDefaultRoles } from './roles.ts'
import { proveAddress, sendAddressCode } from './sign-in.ts'
import { listUserEvents } from './user-events.ts'
import { changeUser, getUser, listUsers, lookUpUsers, removeUser } from './users.ts'

/** Each by its id, with its own types; the typed client is derived from this. */
export const operationsById = {
  getMe,
  getMyUser,
  changeMyUser,
  leaveAccount,
  handOverAccount,
  createAccount,
  listAccounts,
  getAccount,
  changeAccount,
  suspendAccount,
  reactivateAccount,
  deleteAccount,
  restoreAccount,
  listOperatorEvents,
  listUsers,
  getUser,
  lookUpUsers,
  inviteUser,
  inviteUsers,
  changeUser,
  removeUser,
  resendInvitation,
  copyInvitationLink,
  correctAddress,
  listUserEvents,
  getCatalog,
  listRoles,
  createRole,
  changeRole,
  deleteRole,
  getDefaultRoles,
  putDefaultRoles,
  getInviteLink,
  putInviteLink,
  listReviewCandidates,
  signAccessReview,
  listAccessReviews,
  listInviteLinks,
  createInviteLink,
  changeInviteLink,
  rotateInviteLink,
  deleteInviteLink,
  listJoinRequests,
  approveJoinRequest,
  declineJoinRequest,
  listMyJoinRequests,
  listDomains,
  addDomain,
  changeDomain,
  removeDomain,
  verifyDomain,
  listJoinable,
  joinByDomain,
  listAuditEvents,
  previewInvitation,
  redeemInvitation,
  findInvitation,
  askForInvitation,
  redeemSignedIn,
  listMyInvitations,
  acceptMyInvitation,
  declineMyInvitation,
  declineInvitation,
  sendAddressCode,
  proveAddress,
  previewMailPreferences,
  putMailPreferences,
  unsubscribe,
  exportPerson,
  erasePerson,
} as const satisfies Readonly<Record<string, Operation>>

export type OperationId = keyof typeof operationsById

export const operations: readonly (Operation & { readonly id: OperationId })[] = Object.values(operationsById)
