/** What the fields of the API are called. */
export const fields = {
  email: 'Email',
  name: 'Name',
  phone: 'Phone',
  roleIds: 'Roles',
  message: 'Message',
  permissions: 'Permissions',
  description: 'Description',
  expiresAt: 'Valid until',
  maxUses: 'The maximum',
  accessUntil: 'Access until',
  reminderDays: 'The number of days',
  invitationDays: 'The number of days',
  domain: 'The domain',
  allowedDomains: 'Each domain',
  row: 'The row',
  status: 'Status',
}
