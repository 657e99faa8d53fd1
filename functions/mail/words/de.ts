import type { MailWords } from './en.ts'
import { listIn, timeIn } from './formats.ts'

const time = timeIn('de')
const list = listIn('de')

const place = (account: string, product: string): string =>
  account === product ? account : `${account} bei ${product}`
const people = (count: number): string =>
  count === 1 ? '1 Person' : count > 99 ? 'Mehr als 99 Personen' : `${count} Personen`
const as = (roles: readonly string[]): string => (roles.length === 0 ? '' : ` als ${list(roles)}`)

export const de: MailWords = {
  roles: { admin: 'Administrator', member: 'Mitglied' },
  expires: (date) => `Gültig bis ${time(date)}.`,
  ignore: 'Sie haben das nicht erwartet? Dann ignorieren Sie diese E-Mail: Ohne Ihr Zutun geschieht nichts.',
  code: (code) => `Falls die Seite nach einem Code fragt, geben Sie ${code} ein.`,
  openUsers: 'Benutzer öffnen',
  asked: {
    subject: (account, asker) => `${asker} bittet um eine neue Einladung zu ${account}`,
    title: 'Jemand braucht eine neue Einladung',
    text: (account, product, asker) =>
      `${asker} konnte die Einladung zu ${place(account, product)} nicht mehr verwenden und bittet um eine neue.`,
    ignore:
      'Sie kennen die Person nicht? Dann ignorieren Sie diese E-Mail: Ohne neue Einladung geschieht nichts.',
  },
  linkAsked: {
    subject: (account, _asker) => `Jemand konnte ${account} über den Einladungslink nicht beitreten`,
    title: 'Der Einladungslink hat nicht funktioniert',
    text: (account, product, _asker) =>
      `Jemand hat einen nicht mehr gültigen Einladungslink zu ${place(account, product)} geöffnet und bittet um einen neuen.`,
    ignore:
      'Bitten kann jeder, der den Link hat. Sie erfahren davon höchstens einmal am Tag und können es ignorieren.',
  },
  requests: {
    subject: (account, count) =>
      `${people(count)} ${count === 1 ? 'möchte' : 'möchten'} ${account} beitreten`,
    title: (count) => `${people(count)} ${count === 1 ? 'wartet' : 'warten'} auf Sie`,
    text: (account, product, count) =>
      count === 1
        ? `Jemand hat seine E-Mail-Adresse bestätigt und möchte ${place(account, product)} beitreten.`
        : `${people(count)} haben ihre E-Mail-Adresse bestätigt und möchten ${place(account, product)} beitreten.`,
    button: 'Anfragen ansehen',
    note: 'Diese E-Mail kommt höchstens einmal am Tag. Ohne Ihre Zustimmung tritt niemand bei.',
  },
  addressCode: {
    subject: (code, product) => `${code} ist Ihr Code für ${product}`,
    title: 'Bestätigen Sie Ihre Adresse',
    text: (product) =>
      `Geben Sie diesen Code auf der Seite ein, auf der Sie sich bei ${product} angemeldet haben:`,
    button: (product) => `${product} öffnen`,
    ignore:
      'Sie haben sich nicht angemeldet? Dann ignorieren Sie diese E-Mail, und geben Sie den Code niemandem: Damit könnte sich jemand als Sie anmelden.',
  },
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
  reminder: {
    subject: (account) => `Erinnerung: Ihre Einladung zu ${account} läuft bald ab`,
    text: (inviter, account) =>
      inviter
        ? `${inviter} hat Sie zu ${account} eingeladen, und Sie sind noch nicht beigetreten.`
        : `Sie wurden zu ${account} eingeladen und sind noch nicht beigetreten.`,
  },
  joined: {
    subject: (person, account) => `${person} ist ${account} beigetreten`,
    inviteeJoined: (person, roles) =>
      `${person} hat Ihre Einladung angenommen und gehört jetzt zum Konto${as(roles)}.`,
    linkJoined: (person, roles) =>
      `${person} hat den Einladungslink benutzt und gehört jetzt zum Konto${as(roles)}.`,
    domainJoined: (person, roles) =>
      `${person} ist mit einer Adresse an einer Ihrer bestätigten Domains beigetreten${as(roles)}.`,
    stop: (url) => `Diese E-Mails können Sie in Ihrem Profil abstellen: ${url}`,
  },
  declined: {
    subject: (person, account) => `${person} hat Ihre Einladung zu ${account} abgelehnt`,
    text: (person, account, product) =>
      `${person} hat Ihre Einladung zu ${place(account, product)} abgelehnt. Sie können die Person jederzeit erneut einladen.`,
  },
  domainLost: {
    subject: (domain, account) => `${domain} ist für ${account} nicht mehr bestätigt`,
    title: (domain) => `${domain} ist nicht mehr bestätigt`,
    text: (account, product, domain) =>
      `Der DNS-Eintrag, der ${domain} als Ihre Domain bestätigt, fehlt seit Tagen. Bis er wieder da ist, kann niemand mit einer Adresse dort ${place(account, product)} darüber beitreten. Wer schon beigetreten ist, behält den Zugang.`,
    button: 'Kontoeinstellungen öffnen',
    note: (record) =>
      `Legen Sie den TXT-Eintrag unter ${record} wieder an, und prüfen Sie die Domain auf dieser Seite. Dort steht auch der Eintrag.`,
  },
  confirmation: {
    subject: (account) => `Bestätigen Sie Ihre E-Mail-Adresse für ${account}`,
    title: 'Bestätigen Sie Ihre E-Mail-Adresse',
    text: (account, product, roles) =>
      `Bestätigen Sie, dass dies Ihre Adresse ist, um ${place(account, product)}${as(roles)} beizutreten.`,
    button: 'Bestätigen und beitreten',
    askButton: 'Bestätigen und Beitritt anfragen',
    approval: 'Danach entscheidet die Administration über den Beitritt.',
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
