/** A trail event in the reader's words, for the page and for the file. */
import type { AuditAction, AuditEvent } from '../../../shared/contract/audit.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useMay } from '../data/account.ts'
import { usePermissionName } from '../data/catalog.ts'
import { useRoleName } from '../data/roles.ts'

export type Names = Readonly<Record<string, string>>

const requests: readonly AuditAction[] = ['user.requested', 'user.request_declined']

/** Characters of an id that tell people apart who no longer have a name. */
const mark = 4

/** A person's name, or the label for somebody who was removed, or who asked to join and isn't in the account. */
export const usePersonName = (): ((id: string, names: Names, action?: AuditAction) => string) => {
  const words = useWords('audit')
  const mayRead = useMay('users:read')
  const others: Readonly<Record<string, string>> = {
    bootstrap: words.byDeploy,
    operator: words.byOperator,
    usher: words.byUsher,
  }
  return (id, names, action) => {
    if (!id.startsWith('usr_')) return others[id] ?? words.byUnknown
    const short = id.slice('usr_'.length, 'usr_'.length + mark)
    if (action !== undefined && requests.includes(action)) return names[id] ?? words.asker(short)
    return names[id] ?? (mayRead ? words.former(short) : words.unnamed(short))
  }
}

/** What an event is about, unless its action says it all. */
export const useSubjectName = (): ((event: AuditEvent, names: Names) => string | undefined) => {
  const personName = usePersonName()
  const nameOf = useRoleName()
  return ({ subject, before, after, action }, names) => {
    if (subject.kind === 'user') return personName(subject.id, names, action)
    if (subject.kind === 'domain') return subject.id
    return subject.kind === 'role' ? String(after.name ?? before.name ?? nameOf(subject.id)) : undefined
  }
}

/** What the action itself already says. */
const said: Readonly<Partial<Record<AuditAction, readonly string[]>>> = {
  'user.invited': ['status'],
  'user.joined': ['status', 'expiresAt'],
  'user.suspended': ['status'],
  'user.reinstated': ['status'],
  'user.invitation_revoked': ['status', 'expiresAt'],
  'user.removed': ['status', 'expiresAt'],
  'account.suspended': ['status'],
  'account.reactivated': ['status'],
  'domain.removed': ['joining'],
}

/** For deleted things, the old value says more than the fact that there's none now. */
const gone: readonly AuditAction[] = ['user.invitation_revoked', 'user.removed', 'role.deleted']

/** What differs, one short text per field. */
export const useEventDetails = (): ((event: AuditEvent) => readonly string[]) => {
  const words = useWords('audit')
  const show = useShown()
  const names: Readonly<Record<string, string>> = words.fields
  return ({ action, before, after, personal }) => {
    const hidden = said[action] ?? []
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (field) =>
        field in names && !hidden.includes(field) && !(isEmpty(before[field]) && isEmpty(after[field])),
    )
    return [
      ...fields.map((field) => {
        const [from, to] = [show(field, before[field]), show(field, after[field])]
        return `${names[field]}: ${gone.includes(action) ? from : words.fromTo(from, to)}`
      }),
      ...personal.map((field) => words.personal(names[field] ?? field)),
    ]
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || value === ''

/** A value from the trail in the reader's words. */
const useShown = (): ((field: string, value: unknown) => string) => {
  const words = useWords('audit')
  const statuses: Readonly<Record<string, string>> = useWords('users').statuses
  const joinings: Readonly<Record<string, string>> = useWords('domains').joinings
  const permissionName = usePermissionName()
  const nameOf = useRoleName()
  const { list, date } = useSpeech()
  return (field, value) => {
    if (value === undefined) return ''
    if (Array.isArray(value)) {
      const texts = value.map(String)
      if (texts.length === 0) return words.none
      if (field.endsWith('oleIds')) return list(texts.map(nameOf))
      return list(field === 'permissions' ? texts.map(permissionName) : texts)
    }
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (typeof value === 'object' && value !== null)
      return list(Object.entries(value).map(([name, one]) => `${name}: ${String(one)}`))
    const text = String(value)
    if (field === 'status') return statuses[text] ?? text
    if (field === 'joining') return joinings[text] ?? text
    return /(At|Until)$/.test(field) ? date(text) : text
  }
}
