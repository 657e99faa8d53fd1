/** Which column of a file holds what: guessed from the header, or from what stands in the columns. */
import { isAddress, type PeopleTable } from './people-table.ts'

export const personFields = [
  'email',
  'name',
  'firstName',
  'lastName',
  'phone',
  'roles',
  'message',
  'accessUntil',
] as const
export type PersonField = (typeof personFields)[number]

/** The index of the column that holds a field; none where no column does. */
export type Matching = { readonly [Field in PersonField]?: number | undefined }

/**
 * What headers call the fields, in English and German, in lower case and letters alone. Notes and comments are no
 * messages: what somebody noted about a person must not reach them by mail.
 */
const names: { readonly [Field in PersonField]: string } = {
  email: 'email emailaddress mail mailaddress emailadresse mailadresse useremail workemail primaryemail',
  name: 'name fullname displayname username person vollername vollständigername anzeigename benutzername',
  firstName: 'firstname first givenname forename vorname rufname',
  lastName: 'lastname last surname familyname nachname familienname zuname',
  phone:
    'phone phonenumber telephone tel mobile mobilephone mobilenumber cell cellphone telefon telefonnummer handy handynummer mobil mobilnummer mobiltelefon rufnummer',
  roles: 'role roles roleid roleids rolle rollen',
  message: 'message personalmessage nachricht mitteilung',
  accessUntil:
    'accessuntil accessends until expires expiry enddate zugangbis zugriffbis bis ablaufdatum enddatum',
}

/** Rows that are looked at to see what a column holds. */
const looked = 100

/** The likeliest matching; whoever imports can change it. */
export const guessedMatching = (table: PeopleTable): Matching =>
  table.hasHeader ? byHeader(table) : byContent(table)

const byHeader = (table: PeopleTable): Matching => {
  const headers = table.columns.map((column) => column.toLowerCase().replace(/\P{L}/gu, ''))
  const indexOf = (field: PersonField) => {
    const index = headers.findIndex((header) => header !== '' && names[field].split(' ').includes(header))
    return index < 0 ? undefined : index
  }
  const found = Object.fromEntries(personFields.map((field) => [field, indexOf(field)]))
  const { email = columnOf(table, isAddress), name, firstName, lastName, ...rest } = found
  // Beside a first name, `Name` is the last one.
  if (firstName !== undefined && name !== undefined && lastName === undefined)
    return { ...rest, email, firstName, lastName: name }
  // One of both is enough.
  if (firstName !== undefined && lastName !== undefined) return { ...rest, email, firstName, lastName }
  return { ...rest, email, name: name ?? firstName ?? lastName }
}

const byContent = (table: PeopleTable): Matching => {
  const email = columnOf(table, isAddress)
  const phone = columnOf(table, (cell) => /^\+?[\d\s()/.-]{6,}$/.test(cell), [email])
  const name = columnOf(table, (cell) => /^[^\d@]*\p{L}[^\d@]*$/u.test(cell), [email, phone])
  return { email, phone, name }
}

/** The column most of whose cells are so; none where no cell is. */
const columnOf = (
  { columns, rows }: PeopleTable,
  isSo: (cell: string) => boolean,
  taken: readonly (number | undefined)[] = [],
): number | undefined => {
  const counts = columns.map((_, index) =>
    taken.includes(index) ? 0 : rows.slice(0, looked).filter(({ cells }) => isSo(cells[index] ?? '')).length,
  )
  const most = Math.max(...counts)
  return most === 0 ? undefined : counts.indexOf(most)
}
