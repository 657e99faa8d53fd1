/** The words of the mails. Names come in as they may be shown. */

const time = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})
const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** `Acme on Usher`, or only `Acme` where both have one name. */
const place = (account: string, product: string): string =>
  account === product ? account : `${account} on ${product}`
const as = (roles: readonly string[]): string => (roles.length === 0 ? '' : ` as ${list.format(roles)}`)

export const en = {
  roles: { admin: 'Administrator', member: 'Member' },
  expires: (date: Date) => `This expires on ${time.format(date)} UTC.`,
  ignore: 'Not expecting this? You can ignore this email: nothing happens until you join.',
  buttonFails: 'Button not working? Open this address:',
  stop: (product: string) =>
    `You can report this email as abuse, or stop all invitations from ${product} to this address:`,
  stopLink: 'Report or stop these emails',
  invitation: {
    subject: (inviter: string | undefined, account: string) =>
      inviter ? `${inviter} invited you to ${account}` : `You’re invited to ${account}`,
    text: (account: string, product: string, roles: readonly string[]) =>
      `You’re invited to join ${place(account, product)}${as(roles)}.`,
    button: 'View invitation',
  },
  confirmation: {
    subject: (account: string) => `Confirm your email to join ${account}`,
    title: 'Confirm your email',
    text: (account: string, product: string, roles: readonly string[]) =>
      `Confirm that this is your address to join ${place(account, product)}${as(roles)}.`,
    button: 'Confirm and join',
    ignore: 'Not you? Ignore this email: nobody joins without your click.',
  },
  already: {
    subject: (account: string) => `You already have access to ${account}`,
    title: 'You already have access',
    text: (account: string, product: string) =>
      `Someone used an invite link of ${place(account, product)} with this address. You’re already a member, so just sign in.`,
    button: 'Sign in',
    ignore: 'Not you? Ignore this email: nothing has changed.',
  },
}
export type MailWords = typeof en
