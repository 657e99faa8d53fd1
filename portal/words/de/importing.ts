/** The Import page, in German. */
import type { PortalWords } from '../en/portal.ts'

const people = (count: number) => (count === 1 ? '1 Person' : `${count} Personen`)
const lines = (count: number) => (count === 1 ? '1 Zeile' : `${count} Zeilen`)

export const importing: PortalWords['importing'] = {
  open: 'Importieren',
  openFromSeveral: 'Noch mehr? Eine Datei importieren',
  title: 'Personen importieren',
  intro:
    'Laden Sie viele auf einmal ein, aus einer CSV-Datei, wie Tabellenprogramme und andere Produkte sie schreiben.',
  back: 'Zurück zu den Benutzern',
  chooseTitle: 'Datei wählen',
  choose: 'Datei wählen …',
  drop: 'Legen Sie eine CSV-Datei hier ab, oder',
  dropNow: 'Loslassen, um sie zu lesen',
  formats:
    'Kommas, Semikolons oder Tabulatoren zwischen den Zellen, bis zu 10 MB. Für jede Person eine Zeile: E-Mail und Name, und wenn Sie wollen Telefon, Rollen, Nachricht und bei Gästen, bis wann sie Zugang haben.',
  example: 'Eine Beispieldatei herunterladen',
  exampleName: 'personen.csv',
  exampleDelimiter: ';',
  exampleMessage: 'Bis Montag',
  reading: 'Die Datei wird gelesen …',
  oneFile: 'Legen Sie eine Datei ab, nicht mehrere.',
  fileProblems: {
    too_large: 'Die Datei hat mehr als 10 MB. Teilen Sie sie in mehrere Dateien auf.',
    spreadsheet:
      'Das ist eine Arbeitsmappe eines Tabellenprogramms. Öffnen Sie sie dort, speichern Sie sie als CSV, und wählen Sie diese Datei.',
    not_text: 'Das ist keine Textdatei. Wählen Sie eine CSV-Datei.',
    empty: 'In der Datei steht niemand.',
    open_quote: (line) =>
      `In Zeile ${line} beginnt ein Anführungszeichen, das nicht richtig endet. Berichtigen Sie die Datei, und wählen Sie sie noch einmal.`,
  },
  unreadable: 'Der Browser konnte die Datei nicht lesen. Wählen Sie sie noch einmal.',
  fileTitle: (name) => `Datei ${name}`,
  another: 'Eine andere Datei wählen',
  columns: 'Spalten',
  columnsHint: 'Welche Spalte was enthält. Ändern Sie, was nicht richtig verstanden wurde.',
  column: (number) => `Spalte ${number}`,
  notThere: 'Nicht in der Datei',
  fields: {
    email: 'E-Mail',
    name: 'Name',
    firstName: 'Vorname',
    lastName: 'Nachname',
    phone: 'Telefon',
    roles: 'Rollen',
    message: 'Nachricht',
    accessUntil: 'Zugang bis',
  },
  noEmail: 'Wählen Sie die Spalte mit den Adressen.',
  namesFromAddresses: 'Keine Spalte enthält Namen; darum werden sie aus den Adressen gebildet.',
  country: 'Land der Telefonnummern, die keines nennen',
  usualRoles: 'Rollen aller, deren Zeile keine nennt',
  settings: 'Für alle',
  mailHint: 'Sonst stehen in der Ergebnisdatei die Links, um sie selbst weiterzugeben.',
  lines: 'Zeilen',
  show: 'Zeigen',
  all: 'Alle Zeilen',
  count: (what, count) => `${what} (${count})`,
  line: (number) => `Zeile ${number}`,
  more: (count) => `${count} weitere zeigen`,
  states: {
    ready: 'Einzuladen',
    wrong: 'Mit Fehlern',
    invited: 'Eingeladen',
    there: 'Schon da',
    refused: 'Abgelehnt',
    open: 'Noch nicht erledigt',
  },
  checking: 'Wird geprüft …',
  willInvite: (count) =>
    count === 0 ? 'Es kann noch niemand eingeladen werden.' : `${people(count)} einzuladen.`,
  leftOut: (count) =>
    count === 0 ? '' : `${lines(count)} mit Fehlern ${count === 1 ? 'wird' : 'werden'} ausgelassen.`,
  start: (count) => `${people(count)} einladen`,
  runTitle: 'Wird eingeladen …',
  progress: (done, all) => `${done} von ${lines(all)} erledigt`,
  waiting: 'Es geht gleich von selbst weiter.',
  stop: 'Anhalten',
  stopping: 'Hält nach denen an, die gerade eingeladen werden …',
  endTitles: {
    done: 'Der Import ist fertig',
    stopped: 'Der Import ist angehalten',
    failed: 'Der Import konnte nicht weitergehen',
  },
  goOn: (count) => `Mit ${people(count)} weitermachen`,
  again: 'Dieselbe Datei können Sie jederzeit noch einmal importieren: Eingeladen wird nur, wer noch fehlt.',
  download: 'Ergebnisdatei herunterladen',
  resultName: (file) => `${file}-ergebnis.csv`,
  resultColumns: { outcome: 'Ergebnis', reason: 'Grund', link: 'Einladungslink' },
  leaveTitle: 'Den Import anhalten?',
  leaveText:
    'Wenn Sie die Seite verlassen, hält er nach denen an, die gerade eingeladen werden. Dieselbe Datei können Sie noch einmal importieren: Eingeladen wird nur, wer noch fehlt.',
  leave: 'Anhalten und verlassen',
}
