/** The Roles page. */
export const roles = {
  title: 'Roles',
  intro: 'A role is a set of permissions. Default roles are what people get who join by the invite link.',
  builtIn: 'Built in',
  custom: 'Custom',
  permissions: 'Permissions',
  noPermissions: 'No permissions',
  inUse: (count: string) => `${count} users`,
  inUseOne: '1 user',
  atLeast: (count: number) => `${count} or more`,
  unused: 'Nobody has it',
  counting: 'Counting…',
  showUsers: (role: string) => `Show the users with the role ${role}`,
  isDefault: 'Default',
  makeDefault: (role: string) => `${role} is a default role`,
  managesText:
    'Cannot be a default role: it manages users, roles or the account, and a shared link must not.',
  notYours: 'You lack some of its permissions, so you cannot make it a default role.',
  mayNotChange: 'You may look at the default roles; changing them takes the permission “Change roles”.',
  changed: 'The default roles are not saved yet',
  changedTo: (roles: string) =>
    `From now on whoever joins by the invite link gets ${roles}. That counts at once, for links already sent too. People who have joined keep what they have.`,
  changedToNone:
    'With no default role the invite link stops working at once, links already sent included, and whoever is proving their address cannot join any more.',
  save: 'Save',
  undo: 'Undo',
  saved: 'The default roles are saved',
  notSaved: 'The default roles were not saved',
  builtInDescriptions: {
    admin: 'Manages the users, the roles and the account',
    member: 'Sees the users and the roles of the account',
  },
  permissionNames: {
    'users:read': 'See users',
    'users:invite': 'Invite users',
    'users:write': 'Change users',
    'roles:read': 'See roles',
    'roles:write': 'Change roles',
    'account:write': 'Change the account',
    'audit:read': 'See the audit trail',
  },
}
