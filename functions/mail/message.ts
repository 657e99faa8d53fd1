/** What the mails say. */
import { type Letter, letter, type Mail } from './layout.ts'

export type { Mail }

const time = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** `Tuesday 1 December 2026 at 10:00 UTC` */
const inWords = (date: Date): string => `${time.format(date)} UTC`

const list = new Intl.ListFormat('en', { type: 'conjunction' })

const codeNote = (code: string): string => `If the page asks for a code, enter ${code}.`

const validUntil = (expiresAt: Date): string => `This is valid until ${inWords(expiresAt)}.`

type Invitation = {
  readonly productName: string
  readonly accountName: string
  readonly inviterName?: string
  readonly roleNames: readonly string[]
  readonly message?: string
  readonly url: string
  /** For whoever cannot use the link. */
  readonly code: string
  readonly expiresAt: Date
}

/** The mail of a personal invitation: who invites to what, as what, and until when. */
export const invitationMail = (invitation: Invitation): Mail => {
  const { productName, accountName, inviterName, roleNames, message, url, code, expiresAt } = invitation
  const content: Letter = {
    productName,
    subject: inviterName
      ? `${inviterName} invites you to ${accountName}`
      : `You are invited to ${accountName}`,
    title: `Join ${accountName}`,
    paragraphs: [
      inviterName
        ? `${inviterName} invites you to join ${accountName} on ${productName} as ${list.format(roleNames)}.`
        : `You are invited to join ${accountName} on ${productName} as ${list.format(roleNames)}.`,
    ],
    button: { label: 'See the invitation', url },
    notes: [
      validUntil(expiresAt),
      codeNote(code),
      'If you did not expect this, you can ignore it: nothing happens until you join.',
    ],
  }
  return letter(message === undefined ? content : { ...content, quote: message })
}

type Confirmation = Omit<Invitation, 'inviterName' | 'message'>

/**
 * The mail that proves an address typed at an invite link. It holds nothing that the asker typed: anybody could have.
 */
export const confirmAddressMail = ({
  productName,
  accountName,
  roleNames,
  url,
  code,
  expiresAt,
}: Confirmation): Mail =>
  letter({
    productName,
    subject: `Confirm your address to join ${accountName}`,
    title: 'Is this your address?',
    paragraphs: [
      `Somebody, we hope you, asked to join ${accountName} on ${productName} with this address, as ${list.format(roleNames)}.`,
    ],
    button: { label: 'Confirm and join', url },
    notes: [
      validUntil(expiresAt),
      codeNote(code),
      'If it was not you, ignore this mail: without your click nobody joins.',
    ],
  })

type Asked = {
  readonly productName: string
  readonly accountName: string
  /** Not known of those who came by the invite link. */
  readonly asker?: { readonly email: string; readonly name?: string | undefined }
  readonly url: string
}

/** The mail to whoever invited somebody whose invitation is no longer good. */
export const reminderMail = ({ productName, accountName, asker, url }: Asked): Mail => {
  const named = asker && (asker.name === undefined ? asker.email : `${asker.name} (${asker.email})`)
  return letter({
    productName,
    subject: asker
      ? `${asker.name ?? asker.email} asks for a new invitation to ${accountName}`
      : `Somebody could not join ${accountName} with the invite link`,
    title: asker ? 'A new invitation is wanted' : 'The invite link did not work for somebody',
    paragraphs: [
      named
        ? `${named} could not use their invitation to ${accountName} on ${productName} any more, and asks for a new one.`
        : `Somebody opened an invite link of ${accountName} on ${productName} that is no longer good, and asks for one that is.`,
    ],
    button: { label: 'Open the users of the account', url },
    notes: [
      asker
        ? 'If you do not know them, you can ignore this mail: nothing happens unless you invite them.'
        : 'Anyone who has the link can ask. You hear of it once a day at most, and can ignore it.',
    ],
  })
}

type AddressCode = {
  readonly productName: string
  readonly code: string
  readonly url: string
  readonly expiresAt: Date
}

/** The mail with the code that proves the address of a sign-in. */
export const addressCodeMail = ({ productName, code, url, expiresAt }: AddressCode): Mail =>
  letter({
    productName,
    subject: `${code} is your code for ${productName}`,
    title: 'Confirm your address',
    paragraphs: [`Enter this code on the page where you signed in to ${productName}:`, code],
    button: { label: `Open ${productName}`, url },
    notes: [
      validUntil(expiresAt),
      'If you did not sign in, ignore this mail, and give the code to nobody: with it, somebody else could sign in as you.',
    ],
  })

type Present = { readonly productName: string; readonly accountName: string; readonly signInUrl: string }

/** The mail for somebody who used the invite link and is a user already. */
export const alreadyInMail = ({ productName, accountName, signInUrl }: Present): Mail =>
  letter({
    productName,
    subject: `You already have access to ${accountName}`,
    title: 'You are in already',
    paragraphs: [
      `Somebody, we hope you, used an invite link of ${accountName} on ${productName} with this address. You have access already, so just sign in.`,
    ],
    button: { label: 'Sign in', url: signInUrl },
    notes: ['If it was not you, ignore this mail: nothing has changed.'],
  })
