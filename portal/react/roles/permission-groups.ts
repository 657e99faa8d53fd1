/** Permissions by name, in groups: the product's as it describes them, and others by the words that they consist of. */
import { permissions as ownPermissions } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { type Catalog, useCatalog } from '../data/catalog.ts'

export type NamedPermission = { readonly permission: string; readonly label: string } & Partial<
  Catalog['permissions'][number]
>

export type PermissionGroup = { readonly label: string; readonly permissions: readonly NamedPermission[] }

/** Groups permissions: Usher's own first, then the product's in its order, then the others by the alphabet. */
export const usePermissionGroups = (): ((permissions: Iterable<string>) => readonly PermissionGroup[]) => {
  const words = useWords('roles')
  const { data: catalog } = useCatalog()
  const groups: Readonly<Record<string, string>> = words.permissionGroups
  const names: Readonly<Record<string, string>> = words.permissionNames
  const described = new Map(catalog?.permissions.map((one) => [one.permission, one]))
  const order: readonly string[] = [...ownPermissions, ...described.keys()]
  const named = (permission: string): NamedPermission & { readonly group: string } => {
    const [first = '', rest = ''] = permission.split(/:(.*)/s)
    const known = described.get(permission)
    return {
      ...known,
      permission,
      group: known?.group ?? groups[first] ?? capital(first),
      label: names[permission] ?? known?.label ?? capital(rest),
    }
  }
  return (permissions) => {
    const given = new Set(permissions)
    const others = [...given].filter((permission) => !order.includes(permission)).toSorted()
    const all = [...order.filter((permission) => given.has(permission)), ...others].map(named)
    return [...Map.groupBy(all, ({ group }) => group)].map(([label, some]) => ({ label, permissions: some }))
  }
}

/** `invoice-lines` as a reader's `Invoice lines`. */
const capital = (word: string): string =>
  word.charAt(0).toUpperCase() + word.slice(1).replaceAll(/[-_.:]+/g, ' ')
