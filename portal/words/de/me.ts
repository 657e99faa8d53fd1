/** The page about the person who looks at it, in German. */
import type { PortalWords } from '../en/portal.ts'

export const me: PortalWords['me'] = {
  title: 'Ihr Profil',
  profile: 'Profil',
  profileText: (account) => `So sehen andere in ${account} Sie.`,
  emailHint: 'Mit dieser Adresse melden Sie sich an.',
  saved: 'Ihr Profil wurde gespeichert.',
  notices: 'E-Mails über andere',
  noticesText: 'Wählen Sie, welche Sie von diesem Konto erhalten.',
  inviteeJoined: 'Jemand nimmt meine Einladung an',
  inviteeDeclined: 'Jemand lehnt meine Einladung ab',
  linkJoined: 'Jemand tritt über den Einladungslink oder eine bestätigte Domain bei',
  noticesSaved: 'Gespeichert.',
  preferences: 'Einstellungen',
  preferencesText: 'Gelten für diesen Browser.',
  accounts: 'Ihre Konten',
  here: (roles) => `Sie sind hier als ${roles}`,
  notHere: 'Zu diesem Konto wechseln',
  invitations: 'Einladungen',
  invitation: (roles, inviter) =>
    inviter ? `${inviter} lädt Sie als ${roles} ein.` : `Sie sind als ${roles} eingeladen.`,
  invitationUntil: (date) => `Gültig bis ${date}.`,
  requests: 'Beitrittsanfragen',
  requestStates: { requested: 'Wartet auf die Administration', declined: 'Abgelehnt' },
  accept: 'Annehmen',
  acceptOf: (account) => `Einladung zu ${account} annehmen`,
  accepted: (account) => `Sie sind ${account} beigetreten.`,
  decline: 'Ablehnen',
  declineOf: (account) => `Einladung zu ${account} ablehnen`,
  declineTitle: (account) => `Einladung zu ${account} ablehnen?`,
  declineText:
    'Wer Sie eingeladen hat, sieht, dass Sie abgelehnt haben. Um später beizutreten, brauchen Sie eine neue Einladung.',
  declined: (account) => `Sie haben die Einladung zu ${account} abgelehnt.`,
  handOver: 'Übergeben und verlassen',
  handOverTitle: (account) => `${account} übergeben`,
  handOverText:
    'Die Person, die Sie auswählen, wird Administrator, und Ihr Zugriff endet sofort. Ihr Name, Ihre E-Mail und Ihre Telefonnummer werden aus diesem Konto gelöscht.',
  successor: 'Neuer Administrator',
  successorHint: 'Nach Name oder E-Mail suchen',
  searching: 'Suche läuft …',
  nobodyFound: 'Kein Mitglied ohne Ablaufdatum gefunden',
  handedOver: (account) => `Sie haben ${account} übergeben.`,
  leaveHint:
    'Ihr Zugriff endet, und Ihr Name, Ihre E-Mail und Ihre Telefonnummer werden aus diesem Konto gelöscht.',
}
