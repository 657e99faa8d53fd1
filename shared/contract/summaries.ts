/** What each operation does, in one line of the API's document. Apart from the operations, which browsers load. */
import type { OperationId } from './operations.ts'

export const summaries = {
  getMe:
    'Get the signed-in person: the accounts they can use, and those where they are invited, suspended or past their end of access',
  getMyUser: 'Get your own user in an account',
  changeMyUser: 'Update your own name or phone in an account; `phone: null` deletes it',
  leaveAccount: "Leave an account; the last administrator can't",
  handOverAccount:
    'Make an active user administrator and leave the account, as one change; for administrators',
  createAccount:
    'Create an account. An operator names its first administrator, who is invited; a person becomes it themselves, at once',
  listAccounts: 'List accounts, newest first',
  getAccount: 'Get an account',
  changeAccount:
    'Update the name, limits or rules of an account; only operators can set `seatLimit`, `mailsPerDay` and `mailsPaused`',
  suspendAccount:
    'Suspend an account: nobody can sign in to it or join it, and its email waits. For operators',
  reactivateAccount:
    'Reactivate a suspended account: everything works as before, and waiting email is sent. For operators',
  deleteAccount:
    'Delete an account: at once it behaves as suspended, and after 30 days everything about it is erased. For operators, and for administrators of the account, who give its name',
  restoreAccount:
    'Restore an account within 30 days of its deletion: everything is as it was, and waiting mails go out. For operators',
  listOperatorEvents:
    'The certificates of erased accounts, newest first: who deleted each and when, and how much of each kind is gone',
  listUsers: 'List the users of an account, ordered by email',
  getUser: 'Get a user',
  lookUpUsers: 'Look up users by up to 100 email addresses; unknown addresses are left out',
  inviteUser: 'Invite a user by email',
  inviteUsers:
    'Invite up to 100 users; each row succeeds or fails by itself, and repeating the request invites only those still missing',
  changeUser: 'Update a user; omitted fields stay as they are, and `null` deletes `phone` and `accessUntil`',
  removeUser: 'Remove a user, or revoke a pending invitation',
  resendInvitation: 'Resend an invitation with a new expiry; older links stop working',
  copyInvitationLink:
    'Get the link of a pending invitation, to pass it on yourself; the audit trail records who asked',
  correctAddress:
    'Correct the address of a pending invitation: invites the new address and revokes the first, in one change',
  listUserEvents:
    'List what happened to a user, newest first: invited, email delivered, invitation opened, joined, changed',
  getCatalog: 'Get the permissions and roles of the product, with labels in the requested language',
  listRoles:
    'List the roles of an account: built-in roles, then roles of the product (named in the requested language), then its own',
  createRole: 'Create a custom role of Usher’s permissions and those of the product',
  changeRole: 'Update a custom role; takes effect at the next request of everyone who has it',
  deleteRole: "Delete a custom role that nobody has and that isn't a default role",
  getDefaultRoles: 'Get the default roles, which people get who join with the invite link',
  putDefaultRoles: 'Set the default roles; takes effect at once, for links already sent too',
  getInviteLink: 'Get the invite link; anyone who joins with it gets the default roles',
  putInviteLink: 'Update the invite link; `rotate` replaces it, so that earlier links stop working',
  listReviewCandidates:
    'The users whose access should be reviewed and why, a page at a time; a page may be short and still have a cursor',
  signAccessReview:
    'Keep, suspend or remove up to 100 users, each with a reason, and sign the review; decisions succeed or fail independently',
  listAccessReviews: 'The signed reviews of an account, newest first',
  listInviteLinks: 'The invite links of an account: its first one, and the others by name',
  createInviteLink: 'Make another invite link, with a name and, if you like, roles of its own',
  changeInviteLink: 'Change an invite link; from then on you answer for what it gives',
  rotateInviteLink: 'Replace an invite link: every earlier copy of it stops working',
  deleteInviteLink: 'Delete an invite link: nobody can join with it any more',
  listJoinRequests: 'People who have proved their address and wait to join, the longest waiting first',
  approveJoinRequest:
    'Let somebody in who asked to join, with these roles or those that their link gives; approving again changes nothing',
  declineJoinRequest: 'Decline a request to join; the person sees it, and can ask again after 30 days',
  listMyJoinRequests: 'Where your own requests to join stand, the newest first',
  listDomains: 'The domains of an account, each with the DNS record that proves it',
  addDomain: 'Add a domain, and get the TXT record that proves it; nobody joins by it before it’s proved',
  changeDomain:
    'Change how people at a domain join, and with which roles; from then on you answer for the roles',
  removeDomain: 'Remove a domain: nobody joins by it any more, and everyone who has joined stays',
  verifyDomain: 'Look up the record of a domain now; it’s also looked up once a day',
  listJoinable:
    'Accounts that you can join or ask to join, because they have verified the domain of your address',
  joinByDomain:
    'Join an account that has verified the domain of your address, or ask to; again changes nothing',
  listAuditEvents:
    'List what was changed in an account, by whom and when, newest first; filter by user with `userId` and `actor`',
  previewInvitation:
    "Preview an invitation: who invites to which account, with which roles. Doesn't use it up; the first preview is recorded as opened",
  redeemInvitation:
    'Redeem an invitation: the token of an email joins at once; the token of an invite link sends an email that confirms the address first. `name` and `phone` are taken when the address is confirmed',
  findInvitation: 'Get the token of an invitation by the invited address and the code in the email',
  askForInvitation:
    "Ask for a new invitation when this one no longer works: emails the inviter, at most once a day. The answer doesn't tell whether an email was sent",
  redeemSignedIn: 'Redeem an invitation as the signed-in person, without a confirmation email',
  listMyInvitations: 'Your pending invitations in all accounts, those that expire soonest first',
  acceptMyInvitation: 'Accept your invitation to an account; accepting again changes nothing',
  declineMyInvitation: 'Decline your invitation to an account; whoever invited you sees that you did',
  declineInvitation:
    'Decline an invitation, or drop a request to confirm an address, with the token of its email; 422 for the token of an invite link, which invites nobody in particular',
  sendAddressCode: "Email a code to the address of the sign-in, when the issuer doesn't call it verified",
  proveAddress: 'Verify the address of the sign-in with the emailed code',
  previewMailPreferences: 'Get whether email to the address of this link is blocked; changes nothing',
  putMailPreferences: 'Block or allow email to the address of this link, or report abuse',
  unsubscribe:
    'Block email to the address of this link: the one-click unsubscribe of mail programs (RFC 8058)',
  exportPerson: 'Export everything stored about a person, in all accounts',
  erasePerson:
    'Erase a person from all accounts, so that no restore brings them back; refused for the last administrator of an account. Ids stay in the audit trail, and a hash of the address in the record of the erasure',
} as const satisfies Record<OperationId, string>
