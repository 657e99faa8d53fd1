/** The Account page. */
export const account = {
  title: 'Account',
  intro: 'Name, invitations and allowed domains.',
  name: 'Account name',
  nameHint: 'Appears in every invitation.',
  invitationDays: 'Invitations expire after (days)',
  invitationDaysHint: '1 to 30 days. Applies to new invitations unless the inviter chooses otherwise.',
  reminderDays: 'Remind before invitations expire (days)',
  reminderDaysHint:
    'People who haven’t joined by then get one more email. Applies to new invitations. Leave empty to send none.',
  domains: 'Allowed domains',
  domainsHint:
    'Only addresses at these domains can be invited or join with the link. Leave empty to allow any. existing members keep access.',
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
    'Active users and pending invitations take a seat. Suspending or removing someone, or revoking an invitation, frees it. For more seats, ask whoever runs the service.',
  allSeatsPending:
    'Pending invitations will need all seats that are left. You can invite more people, but the last ones won’t be able to join until a seat is free.',
  allSeatsTaken: 'No seat is free. Suspend or remove someone, or revoke an invitation, before you invite.',
  invitationsTakeSeats: 'Pending invitations take a seat',
  invitationsTakeSeatsHint:
    'Everyone you invite can join for certain. Otherwise a seat is taken when somebody joins.',
  removedMayRejoin: 'Removed people can come back through the invite link',
  removedMayRejoinHint: 'You can always invite them again by e-mail.',
  deleteAccount: 'Delete account',
  deleteAccountHint: (days: number) =>
    `Nobody will have access any more. After ${days} days everything about the account is erased.`,
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: (days: number) =>
    `Everyone loses access immediately, you too, and pending invitations and the invite link stop working. For ${days} days whoever runs the service can restore the account. Then users, roles and the audit trail are erased for good.`,
  deleteName: (name: string) => `Type “${name}” to confirm`,
  deleteNameDiffers: 'This is not the name of the account.',
  deleted: (name: string) => `${name} is deleted.`,
}
