/** The Roles page, in German. */
import type { PortalWords } from '../en/portal.ts'

export const roles: PortalWords['roles'] = {
  title: 'Rollen',
  intro:
    'Eine Rolle ist eine Sammlung von Rechten. Standardrollen bekommt, wer über den Einladungslink beitritt.',
  builtIn: 'Eingebaut',
  custom: 'Eigene',
  permissions: 'Rechte',
  noPermissions: 'Keine Rechte',
  inUse: (count) => `${count} Benutzer`,
  inUseOne: '1 Benutzer',
  atLeast: (count) => `${count} oder mehr`,
  unused: 'Niemand hat sie',
  counting: 'Wird gezählt …',
  showUsers: (role) => `Die Benutzer mit der Rolle ${role} zeigen`,
  isDefault: 'Standard',
  makeDefault: (role) => `${role} ist eine Standardrolle`,
  managesText:
    'Kann keine Standardrolle sein: Sie verwaltet Benutzer, Rollen oder das Konto, und das darf ein geteilter Link nicht.',
  notYours: 'Ihnen fehlen einige ihrer Rechte, darum können Sie sie nicht zur Standardrolle machen.',
  mayNotChange: 'Sie können die Standardrollen ansehen; zum Ändern braucht es das Recht „Rollen ändern“.',
  changed: 'Die Standardrollen sind noch nicht gespeichert',
  changedTo: (names) =>
    `Wer über den Einladungslink beitritt, bekommt dann: ${names}. Das gilt sofort, auch für schon verschickte Links. Wer schon beigetreten ist, behält seine Rollen.`,
  changedToNone:
    'Ohne Standardrolle wirkt der Einladungslink sofort nicht mehr, auch wenn er schon verschickt ist; auch wer seine Adresse gerade bestätigt, kann dann nicht beitreten.',
  newRole: 'Neue Rolle',
  name: 'Name',
  description: 'Beschreibung (optional)',
  change: 'Ändern',
  changeTitle: (role) => `Die Rolle ${role} ändern`,
  delete: 'Löschen',
  deleteLabel: (role) => `Die Rolle ${role} löschen`,
  deleteTitle: (role) => `Die Rolle ${role} löschen?`,
  deleteText:
    'Einladungen, die sie geben, geben sie nicht mehr. Eine Rolle, die jemand hat oder die Standard ist, wird nicht gelöscht.',
  deleted: (role) => `Die Rolle ${role} ist gelöscht.`,
  roleSaved: (role) => `Die Rolle ${role} ist gespeichert.`,
  nameTaken: 'Eine andere Rolle heißt schon so.',
  lackIt: 'Es fehlt Ihnen, darum können Sie es nicht vergeben.',
  otherPermissions: 'Rechte Ihres Produkts',
  otherPermissionsHint: 'Zwei Wörter wie reports:read. Usher trägt sie mit; Ihr Produkt prüft sie.',
  save: 'Speichern',
  undo: 'Rückgängig',
  saved: 'Die Standardrollen sind gespeichert',
  notSaved: 'Die Standardrollen wurden nicht gespeichert',
  builtInDescriptions: {
    admin: 'Verwaltet die Benutzer, die Rollen und das Konto',
    member: 'Sieht die Benutzer und die Rollen des Kontos',
  },
  permissionNames: {
    'users:read': 'Benutzer sehen',
    'users:invite': 'Benutzer einladen',
    'users:write': 'Benutzer ändern',
    'roles:read': 'Rollen sehen',
    'roles:write': 'Rollen ändern',
    'account:write': 'Das Konto ändern',
    'audit:read': 'Das Protokoll sehen',
  },
}
