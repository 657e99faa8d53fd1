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
  seatsTaken: (taken: number, limit: number) => `${taken} of ${limit} taken by active users`,
  seatsHint: 'Whoever is suspended or removed frees their seat. For more seats ask whoever runs the service.',
}
