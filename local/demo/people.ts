/** The people of the demo's account. They and their names are made up. */

/** Roles that the account creates for itself, beside the built-in ones. */
export const demoRoles = [
  {
    name: 'Project lead',
    description: 'Runs projects and invites people to them',
    permissions: [
      'users:read',
      'users:invite',
      'roles:read',
      'projects:read',
      'projects:write',
      'reports:read',
    ],
  },
  {
    name: 'Support agent',
    description: 'Answers customers',
    permissions: ['users:read', 'tickets:read', 'tickets:write'],
  },
  {
    name: 'Billing',
    description: 'Sees invoices and changes how they are paid',
    permissions: ['billing:read', 'billing:write'],
  },
  {
    name: 'Auditor',
    description: 'Sees everything and changes nothing',
    permissions: ['users:read', 'roles:read', 'audit:read', 'reports:read', 'billing:read'],
  },
  {
    name: 'Read-only guest',
    description: 'Sees the projects that are shared with them',
    permissions: ['projects:read'],
  },
] as const

export type DemoRole = (typeof demoRoles)[number]['name'] | 'Administrator' | 'Member'

export type DemoPerson = {
  readonly name: string
  /** Derived from the name unless given. */
  readonly email?: string
  readonly roles?: readonly DemoRole[]
  readonly phone?: string
  /** Days ago; with fractions, so that times of day differ. */
  readonly invited: number
  /** Days ago. Undefined for people who haven't joined. */
  readonly joined?: number
  /** Days ago that they were last seen. */
  readonly seen?: number
  readonly by?: 'link' | 'file'
  /** What became of the email, if it wasn't delivered. */
  readonly mail?: 'bounced' | 'complained' | 'failed' | 'none'
  /** Days until their access ends; negative if it has ended. */
  readonly accessUntil?: number
  /** Days ago. */
  readonly suspended?: number
  readonly removed?: number
  readonly message?: string
}

const agency = (name: string) => `${name}@lindqvist-partners.test`
const lead: readonly DemoRole[] = ['Member', 'Project lead']
const support: readonly DemoRole[] = ['Support agent']
const guest: readonly DemoRole[] = ['Read-only guest']

const members: readonly DemoPerson[] = [
  {
    name: 'Priya Raman',
    roles: ['Administrator'],
    invited: 118,
    joined: 117.6,
    seen: 0,
    phone: '+4915112345678',
  },
  { name: 'Tomás Herrera', roles: ['Administrator', 'Billing'], invited: 117, joined: 116.2, seen: 1 },
  { name: 'Grace Okafor', roles: lead, invited: 116, joined: 115.9, seen: 0 },
  { name: 'Jonas Weber', roles: lead, invited: 116, joined: 114.3, seen: 2 },
  { name: 'Mei-Ling Chen', roles: lead, invited: 112, joined: 111.4, seen: 0, phone: '+8613800138000' },
  { name: 'Amara Nwosu', roles: ['Member', 'Auditor'], invited: 110, joined: 109.2, seen: 6 },
  { name: 'Lukas Steiner', roles: ['Billing'], invited: 108, joined: 107.7, seen: 3 },
  { name: 'Sofia Rossi', invited: 104, joined: 103.8, seen: 0 },
  { name: 'Daniel Kowalski', roles: support, invited: 98, joined: 97.1, seen: 0 },
  { name: 'Fatima El-Sayed', roles: support, invited: 97, joined: 96.5, seen: 1 },
  { name: 'Noah Johansson', invited: 93, joined: 90.2, seen: 11 },
  { name: 'Chloé Dubois', invited: 91, joined: 90.7, seen: 0 },
  { name: 'Rahul Mehta', roles: lead, invited: 88, joined: 87.9, seen: 4 },
  { name: 'Ingrid Sørensen', invited: 84, joined: 82.1, seen: 0 },
  { name: 'Wei Zhang', invited: 80, joined: 79.6, seen: 20 },
  { name: 'Olivia Bennett', roles: support, invited: 77, joined: 76.4, seen: 0 },
  { name: 'Mateus Carvalho', invited: 73, joined: 72.8, seen: 2 },
  { name: 'Hannah Fischer', roles: ['Member', 'Billing'], invited: 70, joined: 69.3, seen: 1 },
  { name: "Siobhán O'Connor", invited: 66, joined: 65.5, seen: 0 },
  { name: 'Kenji Tanaka', invited: 61, joined: 60.9, seen: 33 },
  { name: 'Zuzana Nováková', invited: 57, joined: 55.2, seen: 5 },
  { name: 'Ethan Brooks', roles: support, invited: 52, joined: 51.7, seen: 0 },
  { name: 'Leila Haddad', roles: lead, invited: 47, joined: 46.6, seen: 0 },
  { name: 'Viktor Petrov', invited: 41, joined: 40.3, seen: 9 },
  { name: 'Anaïs Laurent', invited: 36, joined: 34.8, seen: 1 },
  { name: 'Samuel Adeyemi', invited: 31, joined: 30.9, seen: 0 },
  { name: 'Emma Lindgren', invited: 24, joined: 23.4, seen: 2 },
  { name: 'Rafael Moreno', invited: 17, joined: 16.9, seen: 0 },
  { name: 'Yuki Sato', invited: 9, joined: 7.2, seen: 0 },
  { name: 'Aisha Rahman', invited: 4, joined: 3.6, seen: 1 },
]

/** Imported together, from one file. */
const imported: readonly DemoPerson[] = [
  'Ben Carter',
  'Lena Hoffmann',
  'Pedro Alves',
  'Nadia Ivanova',
  'Owen Gallagher',
  'Thandiwe Dlamini',
].map((name, index) => ({
  name,
  by: 'file',
  invited: 44,
  ...(index < 5 && { joined: 43.5 - index / 2, seen: index * 3 }),
}))

const joinedByLink: readonly DemoPerson[] = [
  'Isabelle Martin',
  'Oscar Nilsson',
  'Farah Aziz',
  'Marco Bianchi',
].map((name, index) => ({ name, by: 'link', invited: 28 - index * 6, joined: 28 - index * 6, seen: index }))

const waiting: readonly DemoPerson[] = [
  { name: 'Julia Wagner', invited: 0.02, message: 'Welcome to the team! The kick-off is on Monday at ten.' },
  { name: 'Arjun Patel', roles: lead, invited: 0.2 },
  { name: 'Maya Goldberg', invited: 0.9 },
  { name: 'Lars Eriksen', roles: support, invited: 2.3 },
  { name: 'Camille Fontaine', invited: 4.1 },
  { name: 'Dmitri Volkov', invited: 5.4, mail: 'none' },
]

const expired: readonly DemoPerson[] = [
  { name: 'Paula Schmitt', invited: 62 },
  { name: 'Hugo Blanchard', invited: 33 },
  { name: 'Nina Kovač', roles: ['Billing'], invited: 15 },
]

const unreached: readonly DemoPerson[] = [
  { name: 'Gregor Lange', email: 'gregor.lagne@acme.test', invited: 3.2, mail: 'bounced' },
  { name: 'Ruth Abara', email: 'ruth@acme-old.test', invited: 5.8, mail: 'bounced' },
  { name: 'Colin Marsh', invited: 2.6, mail: 'complained' },
  { name: 'Elif Yılmaz', invited: 1.4, mail: 'failed' },
]

const suspended: readonly DemoPerson[] = [
  { name: 'Peter Novak', invited: 95, joined: 94.2, seen: 40, suspended: 38 },
  { name: 'Carla Jiménez', roles: support, invited: 71, joined: 70.5, seen: 15, suspended: 12 },
]

const guests: readonly DemoPerson[] = [
  {
    name: 'Astrid Lindqvist',
    email: agency('astrid'),
    roles: guest,
    invited: 39,
    joined: 38.7,
    seen: 0,
    accessUntil: 52,
  },
  {
    name: 'Emil Lindqvist',
    email: agency('emil'),
    roles: guest,
    invited: 39,
    joined: 37.2,
    seen: 3,
    accessUntil: 5,
  },
  {
    name: 'Saga Berg',
    email: agency('saga'),
    roles: guest,
    invited: 20,
    joined: 19.1,
    seen: 8,
    accessUntil: -2,
  },
  { name: 'Nils Holm', email: agency('nils'), roles: guest, invited: 1.1, accessUntil: 90 },
]

/** These appear only in the trail. */
const gone: readonly DemoPerson[] = [
  { name: 'Robert Klein', invited: 101, joined: 100.4, removed: 49 },
  { name: 'Tessa Vogel', invited: 26, removed: 22 },
]

export const demoPeople: readonly DemoPerson[] = [
  ...members,
  ...imported,
  ...joinedByLink,
  ...waiting,
  ...expired,
  ...unreached,
  ...suspended,
  ...guests,
  ...gone,
]

/** `Siobhán O'Connor` is `siobhan.oconnor@acme.test`. */
export const addressOf = ({ name, email }: DemoPerson): string =>
  email ??
  `${name
    .normalize('NFD')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replaceAll(/[^a-z -]/g, '')
    .replaceAll(' ', '.')}@acme.test`
