/** The product once it has been checked at synth: every text by language, every default filled in. */
import type { TextByLanguage } from './text.ts'

export type CheckedPermission = {
  readonly label: TextByLanguage
  readonly description?: TextByLanguage | undefined
  readonly group?: TextByLanguage | undefined
  readonly sensitive: boolean
}

export type CheckedRole = {
  readonly label: TextByLanguage
  readonly description: TextByLanguage
  readonly permissions: readonly string[]
}

export type CheckedProduct = {
  readonly permissions: Readonly<Record<string, CheckedPermission>>
  readonly roles: Readonly<Record<string, CheckedRole>>
  readonly defaultRoles: readonly string[]
  readonly customPermissions: boolean
}
