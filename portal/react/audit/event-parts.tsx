/** What an event of the trail consists of: people by name, roles by name, and what differs. */
import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pathOf } from '../data/paths.ts'
import { useRoleName } from '../data/roles.ts'
import { userQuery } from '../data/users.ts'

/** Somebody by name, with the way to their part of the trail; who is gone by their id. */
export const Person = ({ id }: { readonly id: string }) => {
  const words = useWords('audit')
  const { accountId } = useAccount()
  const isUser = id.startsWith('usr_')
  const user = useQuery({
    ...userQuery(useUsher(), accountId, id),
    enabled: useMay('users:read') && isUser,
    staleTime: 300_000,
  })
  if (id === 'bootstrap') return words.byDeploy
  if (id === 'operator') return words.byOperator
  if (id === 'usher') return words.byUsher
  if (!isUser) return words.byUnknown
  if (user.isLoading) return ' '
  return (
    <Anchor
      component={Link}
      size="sm"
      c="inherit"
      to={`${pathOf(accountId, 'audit')}?userId=${id}`}
      title={id}
      style={{ overflowWrap: 'anywhere' }}
    >
      {user.data?.name ?? words.gone(id)}
    </Anchor>
  )
}

export const Subject = ({ event: { subject, after, before } }: { readonly event: AuditEvent }) => {
  const nameOf = useRoleName()
  if (subject.kind === 'user')
    return (
      <>
        {': '}
        <Person id={subject.id} />
      </>
    )
  const name = subject.kind === 'role' ? (after.name ?? before.name ?? nameOf(subject.id)) : undefined
  return name === undefined ? null : `: ${name}`
}

/** What differs, field by field. */
export const EventDetails = ({ event }: { readonly event: AuditEvent }) => {
  const words = useWords('audit')
  const show = useShown()
  const names: Readonly<Record<string, string>> = words.fields
  const fields = [...new Set([...Object.keys(event.before), ...Object.keys(event.after)])].filter(
    (field) => field in names && !(isEmpty(event.before[field]) && isEmpty(event.after[field])),
  )
  return (
    <Text component="div" size="sm" c="dimmed">
      {fields.map((field) => (
        <div key={field}>
          {names[field]}: {words.fromTo(show(field, event.before[field]), show(field, event.after[field]))}
        </div>
      ))}
      {event.personal.map((field) => (
        <div key={field}>{words.personal(names[field] ?? field)}</div>
      ))}
    </Text>
  )
}

const isEmpty = (value: unknown): boolean => value === undefined || value === ''

/** A value of the trail in the reader's words. */
const useShown = (): ((field: string, value: unknown) => string) => {
  const words = useWords('audit')
  const statuses: Readonly<Record<string, string>> = useWords('users').statuses
  const permissions: Readonly<Record<string, string>> = useWords('roles').permissionNames
  const nameOf = useRoleName()
  const { list, date } = useSpeech()
  return (field, value) => {
    if (value === undefined) return ''
    if (Array.isArray(value)) {
      const texts = value.map(String)
      if (texts.length === 0) return words.none
      if (field.endsWith('oleIds')) return list(texts.map(nameOf))
      return list(field === 'permissions' ? texts.map((one) => permissions[one] ?? one) : texts)
    }
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (typeof value === 'object' && value !== null)
      return list(Object.entries(value).map(([name, one]) => `${name}: ${String(one)}`))
    const text = String(value)
    if (field === 'status') return statuses[text] ?? text
    return /(At|Until)$/.test(field) ? date(text) : text
  }
}
