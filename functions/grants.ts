/** What each operation's function may do, and what it is told, besides writing its own log. */
import type { OperationId } from '../shared/contract/operations.ts'

type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem'

/** Actions on the table and its indexes, and reading the tokens' signing key. */
export type Grants = {
  readonly table?: readonly TableAction[]
  readonly gsi1?: readonly TableAction[]
  readonly gsi2?: readonly TableAction[]
  readonly gsi3?: readonly TableAction[]
  readonly tokenKey?: true
  /** The attributes that the deployment declares. */
  readonly attributes?: true
  /** Where people sign in, for an answer that sends them there. Operations with the signing key know it anyway. */
  readonly signInUrl?: true
}

/** A function without a grant, or with one that no test uses, fails the tests. */
export const grants = {
  getMe: { table: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'], gsi2: ['Query'] },
  getMyUser: { table: ['GetItem', 'Query'] },
  changeMyUser: { table: ['GetItem', 'Query', 'UpdateItem'] },
  leaveAccount: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  handOverAccount: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  createAccount: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], attributes: true },
  listAccounts: { table: ['GetItem', 'Query'], gsi2: ['Query'] },
  getAccount: { table: ['GetItem', 'Query'] },
  changeAccount: {
    table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    gsi3: ['Query'],
    attributes: true,
  },
  suspendAccount: { table: ['GetItem', 'Query', 'UpdateItem'] },
  reactivateAccount: { table: ['GetItem', 'Query', 'UpdateItem'], gsi3: ['Query'] },
  deleteAccount: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  restoreAccount: { table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'], gsi3: ['Query'] },
  listOperatorEvents: { table: ['Query'] },
  listUsers: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
  getUser: { table: ['GetItem', 'Query'] },
  lookUpUsers: { table: ['GetItem', 'Query'] },
  inviteUser: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true, attributes: true },
  inviteUsers: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true, attributes: true },
  changeUser: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], attributes: true },
  removeUser: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  resendInvitation: { table: ['GetItem', 'Query', 'UpdateItem'] },
  copyInvitationLink: { table: ['GetItem', 'Query', 'UpdateItem'], tokenKey: true },
  correctAddress: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  listUserEvents: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
  getCatalog: {},
  listRoles: { table: ['GetItem', 'Query'] },
  createRole: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  changeRole: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  deleteRole: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], gsi1: ['Query'] },
  getDefaultRoles: { table: ['GetItem', 'Query'] },
  putDefaultRoles: { table: ['GetItem', 'Query', 'UpdateItem'] },
  getInviteLink: { table: ['GetItem', 'Query'], tokenKey: true },
  putInviteLink: { table: ['GetItem', 'Query', 'UpdateItem'], tokenKey: true },
  listReviewCandidates: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
  signAccessReview: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  listAccessReviews: { table: ['GetItem', 'Query'] },
  listInviteLinks: { table: ['GetItem', 'Query'], tokenKey: true },
  createInviteLink: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true },
  changeInviteLink: { table: ['GetItem', 'Query', 'UpdateItem'], tokenKey: true },
  rotateInviteLink: { table: ['GetItem', 'Query', 'UpdateItem'], tokenKey: true },
  deleteInviteLink: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  listJoinRequests: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
  approveJoinRequest: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  declineJoinRequest: { table: ['GetItem', 'Query', 'UpdateItem'] },
  listMyJoinRequests: { table: ['GetItem'], gsi2: ['Query'] },
  listDomains: { table: ['GetItem', 'Query'] },
  addDomain: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  changeDomain: { table: ['GetItem', 'Query', 'UpdateItem'] },
  removeDomain: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  verifyDomain: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  listJoinable: { table: ['GetItem'] },
  joinByDomain: {
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    gsi2: ['Query'],
    signInUrl: true,
  },
  listAuditEvents: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
  previewInvitation: { table: ['GetItem', 'UpdateItem'], tokenKey: true },
  redeemInvitation: { table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], tokenKey: true },
  findInvitation: { table: ['GetItem', 'UpdateItem'], gsi2: ['Query'], tokenKey: true },
  askForInvitation: { table: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: true },
  redeemSignedIn: { table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], tokenKey: true },
  listMyInvitations: { table: ['GetItem'], gsi2: ['Query'] },
  acceptMyInvitation: { table: ['GetItem', 'UpdateItem'], signInUrl: true },
  declineMyInvitation: { table: ['GetItem', 'UpdateItem'] },
  declineInvitation: { table: ['GetItem', 'UpdateItem', 'DeleteItem'], tokenKey: true },
  sendAddressCode: { table: ['PutItem', 'UpdateItem'] },
  proveAddress: { table: ['GetItem', 'UpdateItem'], tokenKey: true },
  previewMailPreferences: { table: ['GetItem'], tokenKey: true },
  putMailPreferences: { table: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'], tokenKey: true },
  unsubscribe: { table: ['PutItem'], tokenKey: true },
  exportPerson: { table: ['GetItem'], gsi1: ['Query'], gsi2: ['Query'] },
  erasePerson: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], gsi2: ['Query'] },
} as const satisfies Record<OperationId, Grants>
