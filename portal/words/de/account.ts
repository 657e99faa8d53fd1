/** The Account page, in German. */
import type { PortalWords } from '../en/portal.ts'

export const account: PortalWords['account'] = {
  title: 'Konto',
  intro: 'Wie das Konto heißt, und wen es aufnimmt.',
  name: 'Name des Kontos',
  nameHint: 'Steht in jeder Einladung.',
  invitationDays: 'Gültigkeit von Einladungen (Tage)',
  invitationDaysHint: 'Von 1 bis 30. Gilt für neue, wenn beim Einladen nichts anderes gesagt wird.',
  domains: 'Erlaubte Domains',
  domainsHint:
    'Nur Adressen dieser Domains werden eingeladen oder treten über den Link bei. Leer heißt: alle. Wer schon dabei ist, bleibt.',
  language: 'Sprache der E-Mails',
  languageHint: 'In ihr sind Einladungen verfasst, wenn beim Einladen keine andere gewählt wird.',
  save: 'Speichern',
  saved: 'Änderungen gespeichert.',
  seats: 'Plätze',
  seatsTaken: (taken, limit) => `${taken} von ${limit} durch aktive Benutzer belegt`,
  seatsHint:
    'Wer gesperrt oder entfernt wird, gibt seinen Platz frei. Mehr Plätze gibt, wer den Dienst betreibt.',
}
