/** Only these fields of the object: a loop, because a list does this for each of its users. */
export const picked = <Whole extends object, Field extends keyof Whole>(
  whole: Whole,
  fields: readonly Field[],
): Pick<Whole, Field> => {
  const some: Partial<Pick<Whole, Field>> = {}
  for (const field of fields) some[field] = whole[field]
  return some as Pick<Whole, Field>
}
