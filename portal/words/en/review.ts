/** The access review. */
import type { Finding, ReviewDecision } from '../../../shared/contract/reviews.ts'

const findings: Readonly<Record<Finding, string>> = {
  not_seen: 'Hasn’t been here for long',
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
  intro: 'Decide who keeps their access. What you sign is kept in the audit trail.',
  open: 'Review access',
  days: 'Not seen for (days)',
  daysHint: 'The same number counts for invitations that nobody accepted.',
  nobody: 'There is nobody to review.',
  findings,
  decisions,
  decision: 'Decision',
  undecided: 'Not decided',
  reason: 'Reason',
  seen: (day: string) => `Last seen ${day}`,
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
