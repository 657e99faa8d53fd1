/** The access review, in German. */
import type { PortalWords } from '../en/portal.ts'

export const review: PortalWords['review'] = {
  title: 'Zugriffe überprüfen',
  intro: 'Entscheiden Sie, wer Zugriff behält. Was Sie unterzeichnen, bleibt im Protokoll.',
  open: 'Zugriffe überprüfen',
  days: 'Nicht gesehen seit',
  daysHint: 'Gilt auch für Einladungen, die niemand angenommen hat.',
  unit: (count) => (count === 1 ? 'Tag' : 'Tagen'),
  nobody: 'Niemand zu überprüfen',
  nobodyText: 'Administratoren, Gäste ohne Enddatum und wer lange nicht gesehen wurde, erscheinen hier.',
  findings: {
    not_seen: 'Lange nicht gesehen',
    guest_without_end: 'Gast ohne Enddatum',
    administrator: 'Administrator',
    pending: 'Vor langer Zeit eingeladen',
  },
  decisions: { keep: 'Behalten', suspend: 'Sperren', remove: 'Entfernen' },
  decision: 'Entscheidung',
  undecided: 'Nicht entschieden',
  reason: 'Grund',
  seen: (relative) => `Zuletzt gesehen ${relative}`,
  neverSeen: 'Nie gesehen',
  decided: (count, all) => `${count} von ${all} entschieden`,
  reasonMissing: 'Geben Sie für jede Entscheidung einen Grund an.',
  sign: 'Ausführen und unterzeichnen',
  signed: (time) => `Unterzeichnet am ${time}.`,
  person: 'Person',
  why: 'Warum',
  print: 'Drucken',
  save: 'Als CSV speichern',
  file: (account) => `Zugriffe ${account}.csv`,
}
