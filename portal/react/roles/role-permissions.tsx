/** What a role may do: a line a group, with the permissions by name. */
import { Badge, Text } from '@mantine/core'
import { useWords } from '../../words/portal-words.tsx'
import type { Role } from '../data/roles.ts'
import { usePermissionGroups } from './permission-groups.ts'
import classes from './role-permissions.module.css'

export const RolePermissions = ({ role: { permissions } }: { readonly role: Role }) => {
  const words = useWords('roles')
  const groupsOf = usePermissionGroups()
  if (permissions.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noPermissions}
      </Text>
    )
  return (
    <dl className={classes.groups} aria-label={words.permissions}>
      {groupsOf(permissions).map((group) => (
        <div key={group.label} className={classes.group}>
          <dt className={classes.name}>{group.label}</dt>
          {group.permissions.map(({ permission, label }) => (
            <dd key={permission} className={classes.permission}>
              <Badge variant="default" tt="none" fw={500} title={permission}>
                {label}
              </Badge>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
