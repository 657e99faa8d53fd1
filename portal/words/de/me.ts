/** The page about the person who looks at it, in German. */
import type { PortalWords } from '../en/portal.ts'

export const me: PortalWords['me'] = {
  title: 'Ihr Profil',
  profile: 'Profil',
  profileText: (account) => `So sehen andere in ${account} Sie.`,
  emailHint: 'Mit dieser Adresse melden Sie sich an.',
  saved: 'Ihr Profil wurde gespeichert.',
  preferences: 'Einstellungen',
  preferencesText: 'Gelten für diesen Browser.',
  accounts: 'Ihre Konten',
  here: (roles) => `Sie sind hier als ${roles}`,
  notHere: 'Zu diesem Konto wechseln',
  leaveHint:
    'Ihr Zugriff endet, und Ihr Name, Ihre E-Mail und Ihre Telefonnummer werden aus diesem Konto gelöscht.',
}
