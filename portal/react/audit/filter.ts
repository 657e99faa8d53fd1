/** Which part of the trail is shown, kept in the page's URL, so that it can be bookmarked and shared. */
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import * as z from 'zod/mini'
import { type AuditAction, auditActions, auditActor } from '../../../shared/contract/audit.ts'
import { userId } from '../../../shared/contract/fields.ts'

export type TrailFilter = {
  /** What happened to a user. */
  readonly userId?: string | undefined
  /** What somebody did. */
  readonly actor?: string | undefined
  readonly action?: AuditAction | undefined
  /** The first and the last day, in the reader's time zone. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const names = ['userId', 'actor', 'action', 'from', 'to'] as const

/** The filter, and functions to change it: the browser's Back undoes each change. */
export const useTrailFilter = () => {
  const [parameters, setParameters] = useSearchParams()
  const read = (name: (typeof names)[number]) => parameters.get(name) ?? undefined
  const [who, by, action, from, to] = [
    read('userId'),
    read('actor'),
    read('action'),
    read('from'),
    read('to'),
  ]
  // A stable object per URL, because what it selects is cached by it.
  const filter = useMemo(
    (): TrailFilter => ({
      userId: userId.safeParse(who).data,
      actor: auditActor.safeParse(by).data,
      action: z.enum(auditActions).safeParse(action).data,
      from: z.iso.date().safeParse(from).data,
      to: z.iso.date().safeParse(to).data,
    }),
    [who, by, action, from, to],
  )
  const set = (change: TrailFilter) =>
    setParameters(
      names.flatMap((name): [string, string][] => {
        const value = { ...filter, ...change }[name]
        return value === undefined ? [] : [[name, value]]
      }),
    )
  return { filter, set, count: names.filter((name) => filter[name] !== undefined).length }
}

/** The filter in the API's format. */
export const queryOf = ({ from, to, ...filter }: TrailFilter) => ({
  ...filter,
  from: from && midnight(from, 0),
  before: to && midnight(to, 1),
})

/** The start of a day in the reader's time zone, or of the day this many days later. */
const midnight = (day: string, days: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + days).toISOString()
}
