/** The Account page, in German. */
import type { PortalWords } from '../en/portal.ts'

export const account: PortalWords['account'] = {
  title: 'Konto',
  intro: 'Name, Einladungen und erlaubte Domains.',
  name: 'Kontoname',
  nameHint: 'Erscheint in jeder Einladung.',
  invitationDays: 'Einladungen laufen ab nach (Tagen)',
  invitationDaysHint:
    '1 bis 30 Tage. Gilt für neue Einladungen, sofern beim Einladen nichts anderes gewählt wird.',
  domains: 'Erlaubte Domains',
  domainsHint:
    'Nur Adressen dieser Domains können eingeladen werden oder über den Link beitreten. Leer lassen, um alle zu erlauben. Bestehende Mitglieder behalten ihren Zugriff.',
  save: 'Speichern',
  saved: 'Änderungen gespeichert.',
  seats: 'Plätze',
  seatsTaken: (taken, limit) => `${taken} von ${limit} Plätzen belegt`,
  seatsHint:
    'Wenn Sie Benutzer sperren oder entfernen, werden Plätze frei. Sie brauchen mehr? Wenden Sie sich an den Support.',
}
