/** The join page. */
import { message } from './message.ts'

export const join = {
  message,
  moment: 'One moment…',
  join: (account: string) => `Join ${account}`,
  invites: (inviter: string, account: string, roles: string) =>
    roles
      ? `${inviter} invites you to join ${account} as ${roles}.`
      : `${inviter} invites you to join ${account}.`,
  invited: (account: string, roles: string) =>
    roles ? `You are invited to join ${account} as ${roles}.` : `You are invited to join ${account}.`,
  for: (email: string) => `For ${email}.`,
  until: (date: string) => `Valid until ${date}.`,
  alreadyIn: (account: string) => `You are in ${account} already`,
  alreadyInText: 'Sign in to go on. There is nothing to accept.',
  nothingToAccept: 'There is nothing to accept any more.',
  anyone: (account: string, roles: string) =>
    `Anyone with this link may join ${account} as ${roles}. A mail makes sure that the address is yours.`,
  anyoneSignedIn: (account: string, roles: string) =>
    `Anyone with this link may join ${account} as ${roles}. You are signed in, so no mail is needed.`,
  joinAs: (email: string) => `Join as ${email}`,
  otherAddress: 'Join with another address',
  email: 'E-mail',
  name: 'Name',
  phone: 'Phone (optional)',
  sendMail: 'Send me the mail',
  lookIntoMailbox: 'Check your inbox',
  mailSent: (email: string) => `We have sent a mail to ${email}. Open the link in it to go on.`,
  nothingThere: 'Nothing there after a few minutes? Look in the spam folder, and check the address above.',
  change: 'Use another address',
  welcome: (account: string) => `Welcome to ${account}`,
  welcomeText: (email: string) => `You are in. Sign in with ${email} to begin.`,
  welcomeSignedIn: (email: string) => `You are in, as ${email}.`,
  fieldNames: { email: 'E-mail', name: 'Name', phone: 'Phone' },
  signIn: 'Sign in',
  begin: 'Begin',
  another: 'This invitation is for another address',
  anotherText: (mine: string, theirs: string) =>
    `It was sent to ${theirs}, and you are signed in as ${mine}. Nothing has been used up. Sign out to join as ${theirs}, or ask for an invitation to ${mine}.`,
  signOutAndJoin: 'Sign out and go on',
  failed: 'That did not work',
  failedText: 'We could not reach the service, or it is busy. Nothing has changed.',
  tryAgain: 'Try again',
  /** The page for recipients who want no more mails. */
  mails: {
    title: 'Stop these emails?',
    text: 'No more invitations will be sent to your address, whoever invites you. You can allow them again on this page.',
    stop: 'Stop all invitations',
    report: 'Report as abuse and stop',
    stopped: 'Emails are stopped',
    stoppedText: 'No more invitations are sent to your address.',
    reportedText: 'Thank you for your report. No more invitations are sent to your address.',
    allow: 'Allow emails again',
  },
  /** A page for each refusal: what it is, and the next step. */
  pages: {
    unknown_token: {
      title: 'This is not a valid invitation',
      text: 'The address is not complete, or was never an invitation. Open the link in your mail again, and take care to copy all of it.',
    },
    account_suspended: {
      title: 'This account is suspended',
      text: 'Invitations to it rest, and work again once it is back. Ask whoever invited you.',
    },
    invitation_expired: {
      title: 'This invitation has expired',
      text: 'Ask whoever invited you to send it again.',
    },
    invitation_replaced: {
      title: 'A newer mail has replaced this one',
      text: 'Look for the newest invitation in your mailbox and use that.',
    },
    invitation_revoked: {
      title: 'This invitation has been withdrawn',
      text: 'Ask whoever invited you if you think that this is a mistake.',
    },
    invitation_void: {
      title: 'This invitation is no longer good',
      text: 'Whoever sent it can no longer give it. Ask an administrator to invite you again.',
    },
    link_replaced: {
      title: 'This invite link has been replaced',
      text: 'Ask for the new one where you found it.',
    },
    link_disabled: {
      title: 'This invite link is switched off',
      text: 'Ask an administrator to switch it on again, or to invite you by e-mail.',
    },
    link_expired: {
      title: 'This invite link has ended',
      text: 'Ask for a new one where you found it, or ask an administrator to invite you.',
    },
    link_used_up: {
      title: 'This invite link is used up',
      text: 'As many people have joined by it as it allows. Ask an administrator to invite you.',
    },
    address_not_allowed: {
      title: 'This invitation is not for your address',
      text: 'Only addresses of certain domains may join, such as those of a company. Use such an address, or ask an administrator.',
    },
    no_default_roles: {
      title: 'This invite link does not work at the moment',
      text: 'The account takes nobody by its link now. Ask an administrator to invite you.',
    },
    account_full: {
      title: 'The account is full',
      text: 'All of its seats are taken at the moment. Ask whoever invited you to make room, and open this again.',
    },
    access_ended: {
      title: 'Your access has ended',
      text: 'You were let in for a while, and that is over. Ask an administrator of the account.',
    },
    rejoin_not_allowed: {
      title: 'You were removed from this account',
      text: 'The invite link can’t bring you back. Ask an administrator of the account to invite you by e-mail.',
    },
    user_suspended: {
      title: 'Your access is suspended',
      text: 'Ask an administrator of the account.',
    },
    too_many_requests: {
      title: 'Too many people ask at this moment',
      text: 'Try again in an hour, or ask an administrator to invite you.',
    },
  },
}
export type JoinWords = typeof join
