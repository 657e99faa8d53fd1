/** The access review. */
import type { Finding, ReviewDecision } from '../../../shared/contract/reviews.ts'

const findings: Readonly<Record<Finding, string>> = {
  not_seen: 'Not seen for long',
  guest_without_end: 'Guest without an end date',
  administrator: 'Administrator',
  pending: 'Invited long ago',
}
const decisions: Readonly<Record<ReviewDecision['decision'], string>> = {
  keep: 'Keep',
  suspend: 'Suspend',
  remove: 'Remove',
}

export const review = {
  title: 'Access review',
  intro: 'Decide who keeps their access. What you sign is recorded in the audit trail.',
  open: 'Review access',
  days: 'Not seen for',
  daysHint: 'Also for invitations that nobody accepted.',
  unit: (count: number): string => (count === 1 ? 'day' : 'days'),
  nobody: 'Nobody to review',
  nobodyText:
    'Administrators, guests without an end date and people who haven’t been seen for long show up here.',
  findings,
  decisions,
  decision: 'Decision',
  undecided: 'Not decided',
  reason: 'Reason',
  seen: (relative: string) => `Last seen ${relative}`,
  neverSeen: 'Never seen',
  decided: (count: number, all: number) => `${count} of ${all} decided`,
  reasonMissing: 'Give a reason for each decision.',
  sign: 'Carry out and sign',
  signed: (time: string) => `Signed ${time}.`,
  person: 'Person',
  why: 'Why',
  print: 'Print',
  save: 'Save as CSV',
  file: (account: string) => `Access review ${account}.csv`,
}
