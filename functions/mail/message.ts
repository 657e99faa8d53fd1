/** What the mails say, in the language of whoever gets them. */
import type { MailLanguage } from '../../shared/contract/mail.ts'
import type { MailStyle } from '../../shared/product/checked-product.ts'
import { replaced } from '../../shared/product/replaced-words.ts'
import type { Role } from '../accounts/account.ts'
import { type Letter, letter, type Mail } from './layout.ts'
import { plainLine, plainText } from './plain-text.ts'
import { de } from './words/de.ts'
import { en, type MailWords } from './words/en.ts'
import { listIn, timeIn } from './words/formats.ts'

export type { Mail }

const ownWords: Readonly<Record<MailLanguage, MailWords>> = { en, de }

/** The words in the language, with the product's own texts in the place of Usher's. */
const wordsIn = (language: MailLanguage, { words }: MailStyle): MailWords => {
  const [time, list] = [timeIn(language), listIn(language)]
  return replaced(ownWords[language], words[language], (value) => {
    if (value instanceof Date) return time(value)
    if (Array.isArray(value)) return value.length === 0 ? undefined : list(value)
    return value === undefined || value === '' ? undefined : String(value)
  })
}

/** What every mail is made of. */
export type Common = {
  readonly language: MailLanguage
  readonly productName: string
  readonly style: MailStyle
  readonly accountName: string
  /** The same for all mails to one person from one account, so that mail programs show them together. */
  readonly thread: string
  /** The page where the recipient reports the mail, or wants no more. */
  readonly preferencesUrl: string
  /** Where mail programs do that for them (RFC 8058). */
  readonly unsubscribeUrl: string
}

/** A role of the product has the name that it has in the mail's language. */
type Shown = Pick<Role, 'roleId' | 'name' | 'source'>

type Invitation = Common & {
  readonly inviterName?: string
  readonly roles: readonly Shown[]
  readonly message?: string
  readonly url: string
  /** For whoever cannot use the link. */
  readonly code: string
  readonly expiresAt: Date
}

/** Built-in roles by the name that they have in the language; the others as their account calls them. */
const namesOf = (roles: readonly Shown[], words: MailWords): string[] => {
  const builtIn: Readonly<Record<string, string>> = words.roles
  return roles.map((role) => (role.source === 'built-in' && builtIn[role.roleId]) || plainLine(role.name))
}

type Said = Pick<Letter, 'subject' | 'title' | 'paragraphs' | 'quote' | 'button' | 'notes'>

/** The product's name is the deployer's own, and stands as they wrote it. */
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

/** The mail of a personal invitation: who invites to what, as what, and until when. */
export const invitationMail = (invitation: Invitation): Mail => {
  const { productName, inviterName, roles, message, url, code, expiresAt } = invitation
  const words = wordsIn(invitation.language, invitation.style)
  const accountName = plainLine(invitation.accountName)
  const subject = words.invitation.subject(inviterName && plainLine(inviterName), accountName)
  return mailOf(invitation, words, {
    subject,
    title: subject,
    paragraphs: [words.invitation.text(accountName, productName, namesOf(roles, words))],
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
 * The mail that proves an address typed at an invite link. It holds nothing that the asker typed: anybody could have.
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

/** The mail for somebody who used the invite link and is a user already. */
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
  /** Unknown for those who came by the invite link. */
  readonly asker?: { readonly email: string; readonly name?: string | undefined }
  readonly url: string
}

/** The mail to whoever invited somebody whose invitation is no longer valid. */
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

type Requests = Pick<Common, 'language' | 'productName' | 'style' | 'accountName' | 'thread'> & {
  readonly waiting: number
  readonly url: string
}

/** The mail to an administrator of an account that people have asked to join. */
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

type AddressCode = Pick<Common, 'language' | 'productName' | 'style' | 'thread'> & {
  readonly code: string
  readonly url: string
  readonly expiresAt: Date
}

/** The mail with the code that proves the address of a sign-in. */
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
