/** The parts of a trail event: people with a link to their part of the trail, and what differs. */
import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { pathOf } from '../data/paths.ts'
import { type Names, useEventDetails, usePersonName, useSubjectName } from './event-text.ts'

export type EventProps = { readonly event: AuditEvent; readonly names: Names }

type PersonProps = {
  readonly id: string
  readonly names: Names
  /** What the link shows: what they did, or what happened to them. */
  readonly as: 'actor' | 'userId'
  readonly action: AuditEvent['action']
}

export const Person = ({ id, names, as, action }: PersonProps) => {
  const { accountId } = useAccount()
  const personName = usePersonName()
  return (
    <Anchor
      component={Link}
      inherit
      c="inherit"
      underline="hover"
      to={`${pathOf(accountId, 'audit')}?${as}=${encodeURIComponent(id)}`}
      title={id}
      style={{ overflowWrap: 'anywhere' }}
    >
      {personName(id, names, action)}
    </Anchor>
  )
}

/** What was done, and to whom or what. */
export const What = ({ event, names }: EventProps) => {
  const words = useWords('audit')
  const subjectName = useSubjectName()
  const { action, subject } = event
  const name = subjectName(event, names)
  return (
    <>
      {words.actions[action]}
      {name !== undefined && ': '}
      {subject.kind === 'user' ? <Person id={subject.id} names={names} as="userId" action={action} /> : name}
    </>
  )
}

/** What differs, on one line if there's room. */
export const EventDetails = ({ event }: Pick<EventProps, 'event'>) => {
  const details = useEventDetails()(event)
  if (details.length === 0) return null
  return (
    <Text component="div" size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {details.join(' · ')}
    </Text>
  )
}

export const When = ({ event: { at } }: Pick<EventProps, 'event'>) => {
  const { date, exact } = useSpeech()
  return (
    <time dateTime={at} title={exact(at)}>
      {date(at)}
    </time>
  )
}
