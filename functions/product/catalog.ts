/** The product's permissions and roles as callers see them. */
import type * as z from 'zod/mini'
import type { catalog } from '../../shared/contract/catalog.ts'
import type { CheckedProduct } from '../../shared/product/checked-product.ts'
import { type Language, textIn } from '../../shared/product/text.ts'
import { productRoles } from '../accounts/account.ts'

export const catalogOf = (product: CheckedProduct, language: Language): z.output<typeof catalog> => ({
  permissions: Object.entries(product.permissions).map(
    ([permission, { label, description, group, sensitive }]) => ({
      permission,
      label: textIn(label, language),
      ...(description === undefined ? {} : { description: textIn(description, language) }),
      ...(group === undefined ? {} : { group: textIn(group, language) }),
      sensitive,
    }),
  ),
  roles: productRoles(product, language).map(({ roleId, name, description, permissions, sensitive }) => ({
    roleId,
    label: name,
    description,
    permissions: [...permissions],
    sensitive,
  })),
  defaultRoleIds: [...product.defaultRoles],
  customPermissions: product.customPermissions,
})
