/** What is wrong with a field, in a German sentence. */
import type { FieldErrorWords } from '../../../shared/contract/field-errors.ts'
import { fields } from './fields.ts'

const enterName = 'Geben Sie einen Namen ein.'
const entries = (count: number) => (count === 1 ? 'einen Eintrag' : `${count} Einträge`)

export const fieldErrors: FieldErrorWords = {
  missing: ({ field }) => (field === fields.name ? enterName : `${field}: Diese Angabe fehlt.`),
  not_valid: ({ field }) => `${field}: Diese Angabe ist ungültig.`,
  wrong_type: ({ field }) => `${field}: Diese Angabe ist ungültig.`,
  not_one_of: ({ field, allowed }) => `${field}: Möglich sind ${allowed.join(', ')}.`,
  unknown_fields: () => 'Der Dienst kennt einen Teil dieser Angaben nicht. Laden Sie die Seite neu.',
  empty: ({ field }) => (field === fields.name ? enterName : `${field}: Bitte ausfüllen.`),
  too_short: ({ field, minimum }) => `${field}: Mindestens ${minimum} Zeichen.`,
  too_long: ({ field, maximum }) => `${field}: Höchstens ${maximum} Zeichen.`,
  too_few: ({ field, minimum }) => `${field}: Wählen Sie mindestens ${minimum === 1 ? 'eine aus' : minimum}.`,
  too_many: ({ field, maximum }) => `${field}: Höchstens ${entries(maximum)}.`,
  too_small: ({ field, minimum }) => `${field}: Mindestens ${minimum}.`,
  too_large: ({ field, maximum }) => `${field}: Höchstens ${maximum}.`,
  out_of_range: ({ field, minimum, maximum }) => `${field}: Eine ganze Zahl von ${minimum} bis ${maximum}.`,
  control_character: ({ field }) =>
    `${field}: Enthält Zeichen, die sich nicht darstellen lassen. Bitte neu eingeben.`,
  lost_character: ({ field }) => `${field}: Enthält „�“, das für ein verlorenes Zeichen steht.`,
  invisible_character: ({ field }) => `${field}: Enthält unsichtbare Zeichen. Bitte neu eingeben.`,
  web_address: ({ field }) => `${field}: Darf keine Webadresse enthalten.`,
  link: ({ field }) => `${field}: Darf keinen Link enthalten. Nennen Sie den Ort ohne https:// und www.`,
  not_an_email: () => 'Geben Sie eine gültige E-Mail-Adresse ein.',
  several_emails: () => 'Geben Sie nur eine E-Mail-Adresse ein.',
  not_in_emails: ({ character }) =>
    `Eine E-Mail-Adresse darf ${character === ' ' ? 'kein Leerzeichen' : `„${character}“ nicht`} enthalten.`,
  not_mailable: () => 'E-Mails gehen nur an Adressen mit einfachen Buchstaben vor dem @.',
  not_a_phone_number: () => 'Geben Sie eine Telefonnummer mit Ländervorwahl ein, wie +4915112345678.',
  not_a_domain: () => 'Geben Sie Domains wie example.com ein.',
  not_a_uuid: ({ field }) => `${field}: Diese Angabe ist ungültig.`,
  not_a_time: ({ field }) => `${field}: Geben Sie Datum und Uhrzeit ein.`,
  not_a_date: ({ field }) => `${field}: Geben Sie ein Datum wie 2026-12-31 ein.`,
  ambiguous_date: ({ field, one, other }) =>
    `${field}: Das kann ${one} oder ${other} sein. Schreiben Sie eines davon.`,
  not_an_invitation: () => 'Das ist ein Einladungslink, mit dem niemand persönlich eingeladen ist.',
  not_someone_else: () => 'Wählen Sie eine andere Person.',
  not_in_future: ({ field }) => `${field}: Muss in der Zukunft liegen.`,
  not_account_name: () => 'Das ist nicht der Name des Kontos.',
  not_an_external_id: () => 'Verwenden Sie 1 bis 128 Buchstaben, Ziffern und Zeichen ohne Leerzeichen.',
  unknown_attribute: ({ attribute }) => `Das Attribut „${attribute}“ gibt es nicht.`,
  only_for_operators: ({ field }) => `${field} kann nur der Betreiber des Dienstes festlegen.`,
  not_for_administrators: () => 'Der Zugriff eines Administrators kann nicht enden.',
  not_a_role_id: () => 'Das ist keine Rolle.',
  unknown_role: ({ role }) => `Unbekannte Rolle „${role}“. Trennen Sie mehrere durch ein Semikolon.`,
  ambiguous_role: ({ role }) => `„${role}“ ist der Name oder die ID mehrerer Rollen.`,
  ambiguous_roles: ({ role }) =>
    `„${role}“ kann eine Rolle sein oder mehrere. Trennen Sie mehrere durch ein Semikolon.`,
  role_named_twice: () => 'Eine Rolle ist zweimal genannt.',
  role_beyond_yours: ({ role }) =>
    `Sie können „${role}“ nicht vergeben: Die Rolle hat Berechtigungen, die Ihnen fehlen.`,
  role_manages: ({ role }) =>
    `„${role}“ verwaltet Benutzer, Rollen oder das Konto und kann deshalb keine Standardrolle sein.`,
  role_sensitive: ({ role }) =>
    `„${role}“ enthält eine sensible Berechtigung: Nur Administratoren können die Rolle vergeben, und sie kann keine Standardrolle sein.`,
  not_a_permission: () => 'Berechtigungen bestehen aus zwei Wörtern, wie reports:read.',
  permission_named_twice: () => 'Eine Berechtigung ist zweimal genannt.',
  permission_not_yours: ({ permission }) => `Ihnen fehlt die Berechtigung ${permission}.`,
  permission_sensitive: ({ permission }) =>
    `Die Berechtigung ${permission} können nur Administratoren vergeben.`,
  unknown_permission: ({ permission }) => `Die Berechtigung ${permission} gibt es nicht.`,
  above_header: () => 'Die Zeile steht über der Kopfzeile.',
  under_other_header: ({ line }) => `Die Zeile steht unter einer anderen Kopfzeile, in Zeile ${line}.`,
  too_many_cells: () => 'Die Zeile hat mehr Zellen als die Kopfzeile.',
  named_earlier: ({ line }) => `Diese Adresse steht schon in Zeile ${line}.`,
  id_named_earlier: ({ field, line }) => `${field}: Steht schon in Zeile ${line}.`,
  spreadsheet_error: ({ field, says }) => `${field}: Hier zeigt die Tabelle einen Fehler, ${says}`,
  shut_out: ({ says }) => `Der Status ist „${says}“.`,
}
