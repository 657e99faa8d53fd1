import type { MailWords } from './en.ts'

const time = new Intl.DateTimeFormat('de-DE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})
const list = new Intl.ListFormat('de', { type: 'conjunction' })

const place = (account: string, product: string): string =>
  account === product ? account : `${account} bei ${product}`
const as = (roles: readonly string[]): string => (roles.length === 0 ? '' : ` als ${list.format(roles)}`)

export const de: MailWords = {
  roles: { admin: 'Administrator', member: 'Mitglied' },
  expires: (date) => `Gültig bis ${time.format(date)} UTC.`,
  ignore: 'Sie haben das nicht erwartet? Dann ignorieren Sie diese E-Mail: Ohne Ihr Zutun geschieht nichts.',
  buttonFails: 'Die Schaltfläche funktioniert nicht? Öffnen Sie diese Adresse:',
  stop: (product) =>
    `Sie können diese E-Mail als Missbrauch melden oder alle weiteren Einladungen von ${product} an diese Adresse abstellen:`,
  stopLink: 'E-Mails melden oder abstellen',
  invitation: {
    subject: (inviter, account) =>
      inviter ? `${inviter} hat Sie zu ${account} eingeladen` : `Einladung zu ${account}`,
    text: (account, product, roles) =>
      `Sie sind eingeladen, ${place(account, product)}${as(roles)} beizutreten.`,
    button: 'Einladung ansehen',
  },
  confirmation: {
    subject: (account) => `Bestätigen Sie Ihre E-Mail-Adresse für ${account}`,
    title: 'Bestätigen Sie Ihre E-Mail-Adresse',
    text: (account, product, roles) =>
      `Bestätigen Sie, dass dies Ihre Adresse ist, um ${place(account, product)}${as(roles)} beizutreten.`,
    button: 'Bestätigen und beitreten',
    ignore: 'Das waren nicht Sie? Dann ignorieren Sie diese E-Mail: Ohne Ihren Klick tritt niemand bei.',
  },
  already: {
    subject: (account) => `Sie haben bereits Zugang zu ${account}`,
    title: 'Sie haben bereits Zugang',
    text: (account, product) =>
      `Jemand hat einen Einladungslink von ${place(account, product)} mit dieser Adresse benutzt. Sie gehören bereits dazu und können sich einfach anmelden.`,
    button: 'Anmelden',
    ignore: 'Das waren nicht Sie? Dann ignorieren Sie diese E-Mail: Es hat sich nichts geändert.',
  },
}
