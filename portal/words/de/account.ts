/** The Account page, in German. */
import type { PortalWords } from '../en/portal.ts'

export const account: PortalWords['account'] = {
  title: 'Konto',
  intro: 'Name, Einladungen und erlaubte Domains.',
  name: 'Kontoname',
  nameHint: 'Erscheint in jeder Einladung.',
  invitationDays: 'Gültigkeit von Einladungen',
  invitationDaysHint:
    '1 bis 30 Tage. Gilt für neue Einladungen, sofern beim Einladen nichts anderes gewählt wird.',
  reminderDays: 'Erinnern vor dem Ablauf',
  reminderDaysHint:
    'Wer bis dahin nicht beigetreten ist, erhält eine weitere E-Mail. Gilt für neue Einladungen. Leer lassen, um nicht zu erinnern.',
  noReminder: 'Keine Erinnerung',
  days: (count) => (count === 1 ? 'Tag' : 'Tage'),
  domains: 'Erlaubte Domains',
  domainsHint:
    'Nur Adressen dieser Domains können eingeladen werden oder über den Link beitreten. Leer lassen, um alle zu erlauben. Bestehende Mitglieder behalten ihren Zugriff.',
  language: 'Sprache der E-Mails',
  languageHint:
    'Einladungen werden in dieser Sprache gesendet, sofern beim Einladen keine andere gewählt wird.',
  save: 'Speichern',
  saved: 'Änderungen gespeichert.',
  seats: 'Plätze',
  seatsTaken: (taken, limit, pending) =>
    pending === 0
      ? `${taken} von ${limit} Plätzen belegt`
      : `${taken} von ${limit} Plätzen belegt, ${pending} eingeladen`,
  seatsHint:
    'Beim Beitritt wird ein Platz belegt. Wenn Sie jemanden sperren oder entfernen, wird sein Platz frei. Weitere Plätze erhalten Sie vom Betreiber des Dienstes.',
  seatsHintKept:
    'Aktive Benutzer und offene Einladungen belegen einen Platz. Er wird frei, wenn Sie jemanden sperren, entfernen oder die Einladung zurückziehen. Weitere Plätze erhalten Sie vom Betreiber des Dienstes.',
  allSeatsPending:
    'Offene Einladungen brauchen alle restlichen Plätze. Sie können weitere Personen einladen, doch die letzten können erst beitreten, wenn ein Platz frei wird.',
  allSeatsTaken:
    'Kein Platz ist frei. Sperren oder entfernen Sie jemanden, oder ziehen Sie eine Einladung zurück, bevor Sie einladen.',
  invitationsTakeSeats: 'Offene Einladungen belegen einen Platz',
  invitationsTakeSeatsHint:
    'Wer eingeladen ist, kann sicher beitreten. Andernfalls wird ein Platz erst beim Beitritt belegt.',
  removedMayRejoin: 'Entfernte Personen können über den Einladungslink zurückkommen',
  removedMayRejoinHint: 'Per E-Mail können Sie sie jederzeit wieder einladen.',
  deleteAccount: 'Konto löschen',
  deleteAccountHint: (days) =>
    `Alle verlieren sofort den Zugriff. Nach ${days} Tagen wird alles, was zum Konto gehört, endgültig gelöscht.`,
  deleteTitle: (name) => `${name} löschen?`,
  deleteText: (days) =>
    `Alle verlieren sofort den Zugriff, auch Sie. Offene Einladungen und der Einladungslink gelten nicht mehr. ${days} Tage lang kann der Betreiber des Dienstes das Konto wiederherstellen. Danach werden Benutzer, Rollen und Protokoll endgültig gelöscht.`,
  deleteName: (name) => `Geben Sie zur Bestätigung „${name}“ ein`,
  deleteNameDiffers: 'Das ist nicht der Name des Kontos.',
  deleted: (name) => `${name} ist gelöscht.`,
}
