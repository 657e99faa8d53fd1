/** The Account page. */
export const account = {
  title: 'Account',
  intro: 'Name, invitations and allowed domains.',
  name: 'Account name',
  nameHint: 'Appears in every invitation.',
  invitationDays: 'Invitations expire after',
  invitationDaysHint: '1 to 30 days. Applies to new invitations unless the inviter chooses otherwise.',
  reminderDays: 'Remind before they expire',
  reminderDaysHint:
    'People who haven’t joined by then get one more email. Applies to new invitations. Leave empty to send none.',
  noReminder: 'No reminder',
  days: (count: number): string => (count === 1 ? 'day' : 'days'),
  domains: 'Allowed domains',
  domainsHint:
    'Only addresses at these domains can be invited or join with the link. Leave empty to allow any. Existing members keep access.',
  language: 'Language of emails',
  languageHint: 'Invitations are sent in this language unless the inviter chooses another.',
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
    'Active users and pending invitations take a seat. Suspending or removing someone, or canceling an invite, frees it. For more seats, ask whoever runs the service.',
  allSeatsPending:
    'Pending invitations will need all seats that are left. You can invite more people, but the last ones won’t be able to join until a seat is free.',
  allSeatsTaken: 'No seat is free. Suspend or remove someone, or cancel an invite, before you invite.',
  invitationsTakeSeats: 'Pending invitations take a seat',
  invitationsTakeSeatsHint:
    'Everyone you invite can join for certain. Otherwise a seat is taken when they join.',
  removedMayRejoin: 'Removed people can come back through the invite link',
  removedMayRejoinHint: 'You can always invite them again by email.',
  deleteAccount: 'Delete account',
  deleteAccountHint: (days: number) =>
    `Everyone loses access immediately. After ${days} days, everything about the account is erased.`,
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: (days: number) =>
    `Everyone loses access immediately, including you. Pending invitations and the invite link stop working. Whoever runs the service can restore the account for ${days} days. After that, users, roles and the audit trail are erased for good.`,
  deleteName: (name: string) => `Type “${name}” to confirm`,
  deleteNameDiffers: 'This isn’t the name of the account.',
  deleted: (name: string) => `${name} is deleted.`,
}
