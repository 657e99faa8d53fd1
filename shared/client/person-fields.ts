/** What a file can say about a person. `status` is what another product said: deactivated people are not invited. */
export const personFields = [
  'email',
  'name',
  'firstName',
  'lastName',
  'phone',
  'roles',
  'message',
  'accessUntil',
  'status',
] as const
export type PersonField = (typeof personFields)[number]

/** The index of the column that holds a field; none where no column does. */
export type Matching = { readonly [Field in PersonField]?: number | undefined }
