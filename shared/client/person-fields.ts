/**
 * What a file can say about a person. `status` comes from another product; people who are deactivated there aren't
 * invited.
 */
export const personFields = [
  'email',
  'name',
  'firstName',
  'lastName',
  'phone',
  'roles',
  'message',
  'externalId',
  'accessUntil',
  'status',
] as const
export type PersonField = (typeof personFields)[number]

/** The index of the column that holds a field; undefined if no column does. */
export type Matching = { readonly [Field in PersonField]?: number | undefined }

/** The columns that a field of the API is read from. */
export const columnsOf: Readonly<Record<string, readonly PersonField[]>> = {
  email: ['email'],
  name: ['name', 'firstName', 'lastName'],
  phone: ['phone'],
  roleIds: ['roles'],
  message: ['message'],
  externalId: ['externalId'],
  accessUntil: ['accessUntil'],
  status: ['status'],
}
