/** The join page. */
import { fieldErrors } from './field-errors.ts'

export const join = {
  fieldErrors,
  productLinks: { help: 'Help', terms: 'Terms', privacy: 'Privacy' },
  productLinksOf: 'About this product',
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
  yourName: 'Your address is confirmed. Tell the others what you are called.',
  alreadyIn: (account: string) => `You’re already a member of ${account}`,
  nothingToAccept: 'There is nothing left to accept.',
  used: 'This invitation has been used',
  usedText: (email: string, account: string) => `${email} joined ${account} with it.`,
  usedSignIn: (email: string) => `If that is you, sign in as ${email}.`,
  usedSignedIn: (mine: string) => `This browser is signed in as ${mine}.`,
  signInAsAnother: 'Sign in with another address',
  continueAs: (email: string) => `Continue as ${email}`,
  anyone: (account: string, roles: string) =>
    `Anyone with this link can join ${account} as ${roles}, after confirming their email.`,
  anyoneSignedIn: (account: string, roles: string) =>
    `Anyone with this link can join ${account} as ${roles}. You’re signed in, so there is nothing to confirm.`,
  unverified:
    'Your sign-in does not say that this address is yours, so we’ll send you an email to confirm it.',
  joinAs: (email: string) => `Join as ${email}`,
  otherAddress: 'Join with another address',
  email: 'Email',
  name: 'Name',
  phone: 'Phone (optional)',
  code: 'Code',
  sendMail: 'Send confirmation email',
  lookIntoMailbox: 'Check your inbox',
  mailSent: (email: string) => `We sent an email to ${email}. Open the link in it to continue.`,
  nothingThere: 'Nothing there after a few minutes? Look in your spam folder, and check the address above.',
  change: 'Use another address',
  welcome: (account: string) => `Welcome to ${account}`,
  welcomeText: (email: string) => `You’re in. Sign in as ${email} to get started.`,
  welcomeSignedIn: (email: string) => `You’re in, as ${email}.`,
  fieldNames: { email: 'Email', name: 'Name', phone: 'Phone', code: 'Code' },
  signIn: 'Sign in',
  begin: 'Get started',
  enterCode: 'Enter the code from your invitation',
  enterCodeText:
    'Some mail programs cut off a part of the link. The email has a code as well: enter it with the address that the email was sent to.',
  wrongCode: 'This code is not valid for this address. Check both, or look for a newer email.',
  tooManyCodes: 'Too many attempts. Try again in an hour, or use the link in the email.',
  continue: 'Continue',
  decline: 'Decline',
  declineTitle: (account: string) => `Decline the invitation to ${account}?`,
  declineText: 'The person who invited you sees that you declined. To join later, you need a new invitation.',
  declineConfirmationTitle: 'Not you?',
  declineConfirmationText: (account: string) =>
    `We forget that this address was entered to join ${account}, and this link stops working.`,
  declineYes: 'Decline the invitation',
  forgetYes: 'Forget it',
  notMe: 'This wasn’t me',
  keep: 'Go back',
  declined: (account: string) => `You declined the invitation to ${account}`,
  declinedText: 'You can close this page. To join later, ask for a new invitation.',
  forgotten: 'We forgot your address',
  forgottenText: 'Nobody joined with it. You can close this page.',
  askToJoin: (account: string) => `Ask to join ${account}`,
  approvalHint: 'An administrator decides. We let them know that you are waiting.',
  requested: (account: string) => `You asked to join ${account}`,
  requestedText: (email: string) =>
    `An administrator decides about ${email}. Sign in to see where your request stands.`,
  haveCode: 'Enter the code from the email',
  ask: 'Ask for a new invitation',
  askWithAddress: 'Enter the address that was invited, and we’ll ask for a new invitation.',
  asked: 'We’ve passed it on',
  askedText: 'We let them know that you need a new invitation. They hear of it at most once a day.',
  another: 'This invitation is for another address',
  anotherText: (mine: string, theirs: string) =>
    `It was sent to ${theirs}, and you’re signed in as ${mine}. Sign out to join as ${theirs}, or ask for an invitation to ${mine}.`,
  signOutAndJoin: 'Sign out and continue',
  failed: 'Something went wrong',
  failedText: 'We couldn’t reach the service, or it is busy. Nothing has changed.',
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
      title: 'This link isn’t complete',
      text: 'Open the link in your email again, or enter the code that stands beside it.',
    },
    account_suspended: {
      title: 'This account is suspended',
      text: 'Invitations to it rest, and work again once it is back. Ask whoever invited you.',
    },
    invitation_expired: {
      title: 'This invitation has expired',
      text: 'Ask the person who invited you to send it again.',
    },
    confirmation_expired: {
      title: 'This link has expired',
      text: 'Open the invite link again where you found it, and ask for another email.',
    },
    invitation_replaced: {
      title: 'A newer email has replaced this one',
      text: 'Look for the newest invitation in your inbox and use that one.',
    },
    invitation_revoked: {
      title: 'This invitation was canceled',
      text: 'If you think that this is a mistake, ask for a new one.',
    },
    request_declined: {
      title: 'Your request was declined',
      text: 'An administrator of the account can still invite you.',
    },
    invitation_declined: {
      title: 'You declined this invitation',
      text: 'If you have changed your mind, ask for a new one.',
    },
    user_not_invited: {
      title: 'You already accepted this invitation',
      text: 'To leave the account, sign in and open your profile.',
    },
    invitation_void: {
      title: 'This invitation is no longer valid',
      text: 'The person who sent it can no longer grant access. Ask for a new invitation, and an administrator will hear of it.',
    },
    link_replaced: {
      title: 'This invite link has been replaced',
      text: 'Ask for the new link where you found this one.',
    },
    link_void: {
      title: 'This invite link is no longer valid',
      text: 'The person who made it can no longer grant access with it. Ask for a new invitation, and an administrator will hear of it.',
    },
    link_deleted: {
      title: 'This invite link no longer exists',
      text: 'Ask for another link where you found it, or ask an administrator to invite you.',
    },
    link_disabled: {
      title: 'This invite link is turned off',
      text: 'An administrator of the account can turn it on again, or invite you by email.',
    },
    link_expired: {
      title: 'This invite link has expired',
      text: 'Ask for a new link where you found it, or ask an administrator to invite you.',
    },
    link_used_up: {
      title: 'This invite link has reached its limit',
      text: 'As many people have joined with it as it allows. An administrator can invite you by email.',
    },
    address_not_allowed: {
      title: 'This invitation is not for your address',
      text: 'Only addresses at certain domains can join, such as those of a company. Use such an address, or ask an administrator.',
    },
    no_default_roles: {
      title: 'This invite link doesn’t work at the moment',
      text: 'Nobody can join the account with its link right now. An administrator can invite you by email.',
    },
    account_full: {
      title: 'The account is full',
      text: 'All of its seats are taken. The person who invited you can make room; then open this again.',
    },
    access_ended: {
      title: 'Your access has ended',
      text: 'You had access for a limited time, and that time is over. An administrator of the account can extend it.',
    },
    rejoin_not_allowed: {
      title: 'You were removed from this account',
      text: 'The invite link can’t bring you back. Ask an administrator of the account to invite you by email.',
    },
    user_suspended: {
      title: 'Your access is suspended',
      text: 'An administrator of the account can reactivate it.',
    },
    too_many_requests: {
      title: 'Too many requests at the moment',
      text: 'Try again in an hour, or ask an administrator to invite you.',
    },
  },
}
export type JoinWords = typeof join
