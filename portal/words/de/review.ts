/** The access review, in German. */
import type { PortalWords } from '../en/portal.ts'

export const review: PortalWords['review'] = {
  title: 'Zugriffe überprüfen',
  intro: 'Entscheiden Sie, wer Zugriff behält. Was Sie unterzeichnen, bleibt im Protokoll.',
  open: 'Zugriffe überprüfen',
  days: 'Nicht gesehen seit (Tagen)',
  daysHint: 'Dieselbe Zahl gilt für Einladungen, die niemand angenommen hat.',
  nobody: 'Es gibt niemanden zu überprüfen.',
  findings: {
    not_seen: 'Lange nicht hier gewesen',
    guest_without_end: 'Gast ohne Enddatum',
    administrator: 'Administrator',
    pending: 'Vor langer Zeit eingeladen',
  },
  decisions: { keep: 'Behalten', suspend: 'Sperren', remove: 'Entfernen' },
  decision: 'Entscheidung',
  undecided: 'Nicht entschieden',
  reason: 'Grund',
  seen: (day) => `Zuletzt gesehen ${day}`,
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
