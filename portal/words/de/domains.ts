/** The account's verified domains, and joining by one, in German. */
import type { PortalWords } from '../en/portal.ts'

export const domains: PortalWords['domains'] = {
  title: 'Bestätigte Domains',
  intro:
    'Weisen Sie nach, dass eine Domain Ihnen gehört. Dann können Personen mit einer Adresse dort ohne Einladung beitreten.',
  add: 'Domain hinzufügen',
  none: 'Noch keine Domains.',
  states: { unproved: 'Nicht bestätigt', proved: 'Bestätigt', lost: 'Nicht mehr bestätigt' },
  joins: {
    off: 'Personen dort können nicht ohne Einladung beitreten.',
    request: 'Personen dort können den Beitritt anfragen.',
    'at-once': (roles) => `Personen dort können sofort als ${roles} beitreten.`,
  },
  wouldJoin: {
    off: 'Personen dort können nicht ohne Einladung beitreten.',
    request: 'Sobald sie bestätigt ist, können Personen dort den Beitritt anfragen.',
    'at-once': (roles) => `Sobald sie bestätigt ist, können Personen dort sofort als ${roles} beitreten.`,
  },
  defaultRolesIn: 'Mitglied mit den Standardrollen',
  joined: (count) => (count === 1 ? '1 Person ist beigetreten.' : `${count} Personen sind beigetreten.`),
  unvouched:
    'Zurzeit müssen Personen dort anfragen, weil niemand mehr für die Rollen einsteht. Bearbeiten und speichern Sie die Domain, um den sofortigen Beitritt wieder zu erlauben.',
  missing: (since, days) =>
    `Der Eintrag fehlt seit ${since}. Ist er nicht innerhalb von ${days} Tagen danach wieder da, kann niemand mehr über diese Domain beitreten.`,
  prove:
    'Legen Sie diesen TXT-Eintrag dort an, wo das DNS der Domain verwaltet wird, und prüfen Sie ihn dann. Wir sehen auch einmal am Tag nach.',
  recordName: 'Name',
  recordValue: 'Wert',
  check: 'Jetzt prüfen',
  checkOf: (domain) => `Jetzt prüfen: ${domain}`,
  found: (domain) => `${domain} ist bestätigt.`,
  notFound: (domain) =>
    `Der Eintrag von ${domain} war nicht zu finden. Bis ein neuer sichtbar ist, kann es bis zu einer Stunde dauern.`,
  actions: (domain) => `Aktionen für ${domain}`,
  edit: 'Bearbeiten',
  showRecord: 'Eintrag anzeigen',
  remove: 'Entfernen',
  removeTitle: (domain) => `${domain} entfernen?`,
  removeText: 'Niemand kann dann noch darüber beitreten. Wer schon beigetreten ist, behält den Zugriff.',
  removed: (domain) => `${domain} wurde entfernt.`,
  editTitle: (domain) => `${domain} bearbeiten`,
  domain: 'Domain',
  domainHint: 'Der Teil der Adressen nach dem @. Subdomains werden einzeln hinzugefügt.',
  joining: 'Personen mit einer Adresse dort',
  joinings: {
    request: 'Können den Beitritt anfragen',
    'at-once': 'Können sofort beitreten',
    off: 'Können nicht ohne Einladung beitreten',
  },
  joiningHints: {
    request: 'Die Administration genehmigt jede Anfrage.',
    'at-once': 'Sie erhalten die Rollen unten. Kein anderes Konto kann die Domain haben.',
    off: 'Die Domain bleibt bestätigt.',
  },
  roles: 'Rollen, die sie erhalten',
  save: 'Speichern',
  saved: (domain) => `${domain} wurde gespeichert.`,
  added: (domain) => `${domain} wurde hinzugefügt. Bestätigen Sie die Domain nun.`,
  joinable: 'Konten, denen Sie beitreten können',
  joinableBy: (domain) => `Offen für Personen mit einer Adresse bei ${domain}.`,
  join: 'Beitreten',
  joinOf: (account) => `${account} beitreten`,
  ask: 'Beitritt anfragen',
  askOf: (account) => `Beitritt anfragen bei ${account}`,
  didJoin: (account) => `Sie sind ${account} beigetreten.`,
  didAsk: (account) => `Ihre Anfrage geht an ${account}.`,
}
