/** What Usher is told of the product, and what its API asks for. */
import { defineProduct } from 'usher/client'

export const product = defineProduct({
  permissions: {
    'reports:read': { label: { en: 'View reports', de: 'Berichte ansehen' }, group: 'Reports' },
    'reports:delete': {
      label: { en: 'Delete reports', de: 'Berichte löschen' },
      group: 'Reports',
      sensitive: true,
    },
  },
  roles: {
    analyst: { label: { en: 'Analyst', de: 'Analyst/in' }, permissions: ['users:read', 'reports:read'] },
  },
  defaultRoles: ['analyst'],
})
