/** What stands in the place of the pages for somebody who has no access, by the reason. */
export const access = {
  none: 'You’re not a member of any account',
  noneText: (email: string) =>
    `Nobody has invited ${email} yet. If you were invited with another address, sign in with that one.`,
  newAccount: 'Create an account',
  createAccount: 'Create',
  accountCreated: (account: string) => `${account} is created. You’re its administrator.`,
  noAccess: 'You don’t have access at the moment',
  noAccessText: (email: string) => `You’re signed in as ${email}.`,
  invited: 'You’re invited. Open the link in the email to join, or enter its code.',
  invitations: 'You’re invited',
  joinable: 'You can join',
  expired: 'Your invitation has expired. Ask an administrator of the account to send it again.',
  suspended: 'Your access is suspended. An administrator of the account can reactivate it.',
  access_ended: 'Your access has ended. An administrator of the account can extend it.',
  enterCode: 'Enter a code',
  otherAddress: 'Sign in with another address',
  nothingHere: 'There is nothing here for you to manage',
  nothingHereText: (account: string) =>
    `You’re a member of ${account}, and your roles are for the product itself. An administrator can give you a role that sees its users.`,
  openProduct: (product: string) => `Open ${product}`,
  confirm: 'Confirm your email address',
  confirmText: (email: string) =>
    `Your sign-in does not say that ${email} is yours. We’ll send a code there; enter it once, and you won’t be asked again.`,
  yourAddress: 'your address',
  sendCode: 'Send the code',
  sendAgain: 'Send another code',
  sent: (email: string) => `We sent a code to ${email}. It is valid for an hour.`,
  code: 'Code',
  continue: 'Continue',
  wrongCode: 'This code is not right, or no longer valid. Use the one in the newest email.',
  tooMany: 'Too many attempts. Try again in an hour.',
}
