/** The Account page. */
export const account = {
  title: 'Account',
  intro: 'Name, invitations and allowed domains.',
  name: 'Account name',
  nameHint: 'Appears in every invitation.',
  invitationDays: 'Invitations expire after (days)',
  invitationDaysHint: '1 to 30 days. Applies to new invitations unless the inviter chooses otherwise.',
  domains: 'Allowed domains',
  domainsHint:
    'Only addresses at these domains can be invited or join with the link. Leave empty to allow any. Existing members keep access.',
  save: 'Save',
  saved: 'Changes saved.',
  seats: 'Seats',
  seatsTaken: (taken: number, limit: number) => `${taken} of ${limit} seats used`,
  seatsHint: 'Suspending or removing users frees seats. Need more? Contact support.',
}
