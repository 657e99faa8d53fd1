/** What the fields of the API are called, in German. */
import type { PortalWords } from '../en/portal.ts'

export const fields: PortalWords['fields'] = {
  email: 'E-Mail',
  name: 'Name',
  phone: 'Telefon',
  roleIds: 'Rollen',
  message: 'Nachricht',
  externalId: 'Externe ID',
  permissions: 'Berechtigungen',
  description: 'Beschreibung',
  expiresAt: 'Gültig bis',
  maxUses: 'Die Höchstzahl',
  accessUntil: 'Zugriff bis',
  reminderDays: 'Die Zahl der Tage',
  invitationDays: 'Die Zahl der Tage',
  domain: 'Die Domain',
  allowedDomains: 'Jede Domain',
  row: 'Die Zeile',
  status: 'Der Status',
}
