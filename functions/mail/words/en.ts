/** The words of the mails. Names come in as they may be shown. */
import { listIn, timeIn } from './formats.ts'

const time = timeIn('en')
const list = listIn('en')

/** `Acme on Usher`, or only `Acme` where both have one name. */
const place = (account: string, product: string): string =>
  account === product ? account : `${account} on ${product}`
/** More than a hundred aren't counted. */
const people = (count: number): string =>
  count === 1 ? '1 person' : count > 99 ? 'More than 99 people' : `${count} people`
const as = (roles: readonly string[]): string => (roles.length === 0 ? '' : ` as ${list(roles)}`)

export const en = {
  roles: { admin: 'Administrator', member: 'Member' },
  expires: (date: Date) => `This expires on ${time(date)}.`,
  ignore: 'Not expecting this? You can ignore this email: nothing happens until you join.',
  code: (code: string) => `If the page asks for a code, enter ${code}.`,
  openUsers: 'Open the users page',
  asked: {
    subject: (account: string, asker: string) => `${asker} asks for a new invitation to ${account}`,
    title: 'Someone needs a new invitation',
    text: (account: string, product: string, asker: string) =>
      `${asker} could no longer use their invitation to ${place(account, product)} and asks for a new one.`,
    ignore: 'Don’t know them? You can ignore this email: nothing happens unless you invite them.',
  },
  linkAsked: {
    subject: (account: string, _asker: string) => `Someone couldn’t join ${account} with the invite link`,
    title: 'The invite link didn’t work for someone',
    text: (account: string, product: string, _asker: string) =>
      `Someone opened an invite link of ${place(account, product)} that is no longer valid and asks for a new one.`,
    ignore: 'Anyone with the link can ask. We tell you once a day at most, and you can ignore it.',
  },
  requests: {
    subject: (account: string, count: number) => `${people(count)} asked to join ${account}`,
    title: (count: number) => `${people(count)} waiting for you`,
    text: (account: string, product: string, count: number) =>
      count === 1
        ? `Someone confirmed their email address and asks to join ${place(account, product)}.`
        : `${people(count)} confirmed their email addresses and ask to join ${place(account, product)}.`,
    button: 'Review requests',
    note: 'We send this once a day at most. Nobody joins unless an administrator approves.',
  },
  addressCode: {
    subject: (code: string, product: string) => `${code} is your code for ${product}`,
    title: 'Confirm your address',
    text: (product: string) => `Enter this code on the page where you signed in to ${product}:`,
    button: (product: string) => `Open ${product}`,
    ignore:
      'Didn’t sign in? Ignore this email and give the code to nobody: with it, someone else could sign in as you.',
  },
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
  reminder: {
    subject: (account: string) => `Reminder: your invitation to ${account} is about to expire`,
    text: (inviter: string | undefined, account: string) =>
      inviter
        ? `${inviter} invited you to ${account}, and you haven’t joined yet.`
        : `You were invited to ${account}, and you haven’t joined yet.`,
  },
  joined: {
    subject: (person: string, account: string) => `${person} joined ${account}`,
    inviteeJoined: (person: string, roles: readonly string[]) =>
      `${person} accepted your invitation and is now in the account${as(roles)}.`,
    linkJoined: (person: string, roles: readonly string[]) =>
      `${person} used the invite link and is now in the account${as(roles)}.`,
    domainJoined: (person: string, roles: readonly string[]) =>
      `${person} joined with an address at one of your verified domains${as(roles)}.`,
    stop: (url: string) => `You can turn these emails off on your profile page: ${url}`,
  },
  declined: {
    subject: (person: string, account: string) => `${person} declined your invitation to ${account}`,
    text: (person: string, account: string, product: string) =>
      `${person} declined your invitation to ${place(account, product)}. You can invite them again at any time.`,
  },
  domainLost: {
    subject: (domain: string, account: string) => `${domain} is no longer verified for ${account}`,
    title: (domain: string) => `${domain} is no longer verified`,
    text: (account: string, product: string, domain: string) =>
      `The DNS record that proves ${domain} is yours has been missing for days. Until it’s back, nobody with an address there can join ${place(account, product)} by it. Everyone who has joined keeps access.`,
    button: 'Open the account settings',
    note: (record: string) =>
      `Put the TXT record at ${record} back, and check the domain on that page. You find the record there.`,
  },
  confirmation: {
    subject: (account: string) => `Confirm your email to join ${account}`,
    title: 'Confirm your email',
    text: (account: string, product: string, roles: readonly string[]) =>
      `Confirm that this is your address to join ${place(account, product)}${as(roles)}.`,
    button: 'Confirm and join',
    askButton: 'Confirm and ask to join',
    approval: 'An administrator then decides whether you join.',
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
