/** The Account page. */
export const account = {
  title: 'Account',
  intro: 'What the account is called, and whom it lets in.',
  name: 'Name of the account',
  nameHint: 'Stands in every invitation.',
  invitationDays: 'Invitations are valid for (days)',
  invitationDaysHint: 'From 1 to 30. Counts for new ones, unless whoever invites says otherwise.',
  domains: 'Domains that may join',
  domainsHint:
    'Only addresses of these are invited, or join by the link. Empty lets in any. Who is in already stays.',
  language: 'Language of emails',
  languageHint: 'Invitations are written in it, unless whoever invites chooses another.',
  save: 'Save',
  saved: 'Changes saved.',
  seats: 'Seats',
  seatsTaken: (taken: number, limit: number, pending: number) =>
    pending === 0
      ? `${taken} of ${limit} seats taken`
      : `${taken} of ${limit} seats taken, ${pending} pending`,
  seatsHint:
    'Active users take a seat when they join. Suspending or removing someone frees theirs. For more seats, ask whoever runs the service.',
  seatsHintKept:
    'Active users and pending invitations take a seat. Suspending or removing someone, or revoking an invitation, frees it. For more seats, ask whoever runs the service.',
  allSeatsPending:
    'Pending invitations will need all seats that are left. You can invite more people, but the last ones won’t be able to join until a seat is free.',
  allSeatsTaken: 'No seat is free. Suspend or remove someone, or revoke an invitation, before you invite.',
  invitationsTakeSeats: 'Pending invitations take a seat',
  invitationsTakeSeatsHint:
    'Everyone you invite can join for certain. Otherwise a seat is taken when somebody joins.',
  removedMayRejoin: 'Removed people can come back through the invite link',
  removedMayRejoinHint: 'You can always invite them again by e-mail.',
}
