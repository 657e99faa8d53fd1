/** One fault, the checks that must find it (and no others), and a part of what the report then says. */
import type { World } from '../healthy-stack.ts'

export type Fault = {
  readonly it: string
  readonly wrong: readonly string[]
  readonly says: RegExp
  readonly spoil: (world: World) => void
}

export const fault = (
  it: string,
  wrong: string | readonly string[],
  says: RegExp,
  spoil: Fault['spoil'],
): Fault => ({
  it,
  wrong: [wrong].flat(),
  says,
  spoil,
})

/** The key of the record whose key contains this text. */
export const keyOf = (record: object, part: string): string =>
  Object.keys(record).find((key) => key.includes(part)) ?? `nothing has ${part}`
/** The world's answer at the URL. */
export const answer = (world: World, url: string) => {
  const found = world.web[url]
  if (found === undefined) throw new Error(`There is no ${url}`)
  return found
}
/** Makes the URL answer with this value. */
export const json = (world: World, url: string, value: unknown) => {
  answer(world, url).body = JSON.stringify(value)
}
