/** The emails' contents, in the recipient's language. */
import type { MailLanguage, OwnLanguage } from '../../shared/contract/mail.ts'
import type { MailStyle } from '../../shared/product/checked-product.ts'
import { replaced } from '../../shared/product/replaced-words.ts'
import type { Role } from '../accounts/account.ts'
import { type Letter, letter, type Mail } from './layout.ts'
import { plainLine, plainText } from './plain-text.ts'
import { de } from './words/de.ts'
import { en, type MailWords } from './words/en.ts'
import { listIn, timeIn } from './words/formats.ts'

export type { Mail }

const ownWords: Readonly<Record<MailLanguage, MailWords>> = { en, de } satisfies Record<
  OwnLanguage,
  MailWords
>

/** The texts in the language, with the product's own replacing Usher's: all of them in a language that it adds. */
const wordsIn = (language: MailLanguage, { words }: MailStyle): MailWords => {
  const [time, list] = [timeIn(language), listIn(language)]
  return replaced(ownWords[language] ?? en, words[language], (value) => {
    if (value instanceof Date) return time(value)
    if (Array.isArray(value)) return value.length === 0 ? undefined : list(value)
    return value === undefined || value === '' ? undefined : String(value)
  })
}

/** The parts of every email. */
export type Common = {
  readonly language: MailLanguage
  readonly productName: string
  readonly style: MailStyle
  readonly accountName: string
  /** The same for all emails to one person from one account, so that email programs group them. */
  readonly thread: string
  /** The page where the recipient reports the email, or stops all emails. */
  readonly preferencesUrl: string
  /** Where email programs do that for them (RFC 8058). */
  readonly unsubscribeUrl: string
}

/** A product role has its name in the email's language. */
type Shown = Pick<Role, 'roleId' | 'name' | 'source'>

type Invitation = Common & {
  readonly inviterName?: string
  readonly roles: readonly Shown[]
  readonly message?: string
  /** Whether it was mailed before, and is about to expire. */
  readonly isReminder?: boolean
  readonly url: string
  /** For people who can't use the link. */
  readonly code: string
  readonly expiresAt: Date
}

/** Built-in roles by their name in the language; other roles as their account calls them. */
const namesOf = (roles: readonly Shown[], words: MailWords): string[] => {
  const builtIn: Readonly<Record<string, string>> = words.roles
  return roles.map((role) => (role.source === 'built-in' && builtIn[role.roleId]) || plainLine(role.name))
}

type Said = Pick<Letter, 'subject' | 'title' | 'paragraphs' | 'quote' | 'button' | 'notes'>

/** The product's name appears exactly as the deployer wrote it. */
const mailOf = (
  { language, productName, style, thread, preferencesUrl, unsubscribeUrl }: Common,
  words: MailWords,
  said: Said,
): Mail =>
  letter({
    ...said,
    language,
    productName,
    style,
    thread,
    unsubscribeUrl,
    buttonFails: words.buttonFails,
    footer: { text: words.stop(productName), link: words.stopLink, url: preferencesUrl },
  })

/** The email of a personal invitation: who invites them, to what, in which roles, and until when. */
export const invitationMail = (invitation: Invitation): Mail => {
  const { productName, inviterName, roles, message, url, code, expiresAt } = invitation
  const words = wordsIn(invitation.language, invitation.style)
  const accountName = plainLine(invitation.accountName)
  const inviter = inviterName && plainLine(inviterName)
  const usual = words.invitation.subject(inviter, accountName)
  const subject = invitation.isReminder ? words.reminder.subject(accountName) : usual
  return mailOf(invitation, words, {
    subject,
    title: subject,
    paragraphs: [
      ...(invitation.isReminder ? [words.reminder.text(inviter, accountName)] : []),
      words.invitation.text(accountName, productName, namesOf(roles, words)),
    ],
    ...(message === undefined ? {} : { quote: plainText(message) }),
    button: { label: words.invitation.button, url },
    notes: [words.expires(expiresAt), words.code(code), words.ignore],
  })
}

type Confirmation = Omit<Invitation, 'inviterName' | 'message'> & {
  /** Whether an administrator decides once the address is confirmed. */
  readonly needsApproval?: boolean
}

/**
 * The email that proves an address entered at an invite link. It contains nothing that was typed there, because anyone
 * could have typed it.
 */
export const confirmAddressMail = (confirmation: Confirmation): Mail => {
  const { productName, roles, needsApproval = false, url, code, expiresAt } = confirmation
  const words = wordsIn(confirmation.language, confirmation.style)
  const accountName = plainLine(confirmation.accountName)
  return mailOf(confirmation, words, {
    subject: words.confirmation.subject(accountName),
    title: words.confirmation.title,
    paragraphs: [words.confirmation.text(accountName, productName, namesOf(roles, words))],
    button: { label: needsApproval ? words.confirmation.askButton : words.confirmation.button, url },
    notes: [
      ...(needsApproval ? [words.confirmation.approval] : []),
      words.expires(expiresAt),
      words.code(code),
      words.confirmation.ignore,
    ],
  })
}

/** The email for somebody who used the invite link but already has access. */
export const alreadyInMail = (present: Common & { readonly signInUrl: string }): Mail => {
  const words = wordsIn(present.language, present.style)
  const accountName = plainLine(present.accountName)
  return mailOf(present, words, {
    subject: words.already.subject(accountName),
    title: words.already.title,
    paragraphs: [words.already.text(accountName, present.productName)],
    button: { label: words.already.button, url: present.signInUrl },
    notes: [words.already.ignore],
  })
}

type Asked = Pick<Common, 'language' | 'productName' | 'style' | 'accountName' | 'thread'> & {
  /** Unknown for people who came through the invite link. */
  readonly asker?: { readonly email: string; readonly name?: string | undefined }
  readonly url: string
}

/** The email to the person who invited somebody whose invitation is no longer valid. */
export const reminderMail = ({ language, productName, style, thread, asker, url, ...asked }: Asked): Mail => {
  const words = wordsIn(language, style)
  const accountName = plainLine(asked.accountName)
  const named = asker && plainLine(asker.name === undefined ? asker.email : `${asker.name} (${asker.email})`)
  const said = named === undefined ? words.linkAsked : words.asked
  return letter({
    language,
    productName,
    style,
    thread,
    subject: said.subject(accountName, plainLine(asker?.name ?? asker?.email ?? '')),
    title: said.title,
    paragraphs: [said.text(accountName, productName, named ?? '')],
    button: { label: words.openUsers, url },
    buttonFails: words.buttonFails,
    notes: [said.ignore],
  })
}

type JoinedNotice = Pick<Common, 'language' | 'productName' | 'style' | 'accountName' | 'thread'> & {
  readonly about: 'inviteeJoined' | 'inviteeDeclined' | 'linkJoined' | 'domainJoined'
  readonly person: { readonly email: string; readonly name: string }
  readonly roles: readonly Shown[]
  readonly url: string
  /** Where the reader switches these mails off. */
  readonly settingsUrl: string
}

/** The mail to an inviter or an administrator: somebody has joined, or declined. */
export const joinedMail = ({
  language,
  productName,
  style,
  thread,
  person,
  about,
  url,
  ...notice
}: JoinedNotice): Mail => {
  const words = wordsIn(language, style)
  const accountName = plainLine(notice.accountName)
  const roles = namesOf(notice.roles, words)
  const [name, named] = [plainLine(person.name), plainLine(`${person.name} (${person.email})`)]
  const [subject, text] =
    about === 'inviteeDeclined'
      ? [words.declined.subject(name, accountName), words.declined.text(named, accountName, productName)]
      : [words.joined.subject(name, accountName), words.joined[about](named, roles)]
  return letter({
    language,
    productName,
    style,
    thread,
    subject,
    title: subject,
    paragraphs: [text],
    button: { label: words.openUsers, url },
    buttonFails: words.buttonFails,
    notes: [words.joined.stop(notice.settingsUrl)],
  })
}

type Requests = Pick<Common, 'language' | 'productName' | 'style' | 'accountName' | 'thread'> & {
  readonly waiting: number
  readonly url: string
}

/** The email to an administrator of an account that people have asked to join. */
export const requestsMail = ({
  language,
  productName,
  style,
  thread,
  waiting,
  url,
  ...of
}: Requests): Mail => {
  const words = wordsIn(language, style)
  const accountName = plainLine(of.accountName)
  return letter({
    language,
    productName,
    style,
    thread,
    subject: words.requests.subject(accountName, waiting),
    title: words.requests.title(waiting),
    paragraphs: [words.requests.text(accountName, productName, waiting)],
    button: { label: words.requests.button, url },
    buttonFails: words.buttonFails,
    notes: [words.requests.note],
  })
}

type DomainLost = Pick<Common, 'language' | 'productName' | 'style' | 'accountName' | 'thread'> & {
  readonly domain: string
  readonly recordName: string
  readonly url: string
}

/** The email to an administrator of an account that a domain's record is gone, so that nobody joins by it any more. */
export const domainLostMail = ({ language, productName, style, thread, url, ...of }: DomainLost): Mail => {
  const words = wordsIn(language, style)
  const [accountName, domain] = [plainLine(of.accountName), plainLine(of.domain)]
  return letter({
    language,
    productName,
    style,
    thread,
    subject: words.domainLost.subject(domain, accountName),
    title: words.domainLost.title(domain),
    paragraphs: [words.domainLost.text(accountName, productName, domain)],
    button: { label: words.domainLost.button, url },
    buttonFails: words.buttonFails,
    notes: [words.domainLost.note(plainLine(of.recordName))],
  })
}

type AddressCode = Pick<Common, 'language' | 'productName' | 'style' | 'thread'> & {
  readonly code: string
  readonly url: string
  readonly expiresAt: Date
}

/** The email with the code that proves a sign-in's address. */
export const addressCodeMail = ({
  language,
  productName,
  style,
  thread,
  code,
  url,
  expiresAt,
}: AddressCode): Mail => {
  const words = wordsIn(language, style)
  return letter({
    language,
    productName,
    style,
    thread,
    subject: words.addressCode.subject(code, productName),
    title: words.addressCode.title,
    paragraphs: [words.addressCode.text(productName), code],
    button: { label: words.addressCode.button(productName), url },
    buttonFails: words.buttonFails,
    notes: [words.expires(expiresAt), words.addressCode.ignore],
  })
}
