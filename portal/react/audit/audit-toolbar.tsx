/** Filters the trail: whose, which actions, and from when to when. */
import { Button, Collapse, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { auditActions } from '../../../shared/contract/audit.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useRoomy } from '../ui/roomy.ts'
import classes from './audit-toolbar.module.css'
import type { Names } from './event-text.ts'
import type { useTrailFilter } from './filter.ts'
import { PersonSelect } from './person-select.tsx'

type Props = ReturnType<typeof useTrailFilter> & { readonly names: Names }

export const AuditToolbar = (props: Props) => {
  const words = useWords('audit')
  const roomy = useRoomy()
  const [open, { toggle }] = useDisclosure(false)
  const { count } = props
  if (roomy) return <Fields {...props} />
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        aria-expanded={open}
        onClick={toggle}
      >
        {words.filter(count)}
      </Button>
      <Collapse expanded={open}>{open && <Fields {...props} />}</Collapse>
    </div>
  )
}

const Fields = ({ filter, set, count, names }: Props) => {
  const words = useWords('audit')
  const users = useWords('users')
  const who = filter.actor ?? filter.userId
  const did = filter.userId === undefined
  const choose = (id: string | undefined, byThem: boolean) =>
    set({ actor: byThem ? id : undefined, userId: byThem ? undefined : id })
  return (
    <search className={classes.bar}>
      <PersonSelect
        // A new label arrives with the name.
        key={who && `${who} ${names[who] ?? ''}`}
        value={who}
        names={names}
        onChange={(id) => choose(id, did && id?.startsWith('usr_') !== false && filter.actor !== undefined)}
      />
      {who?.startsWith('usr_') && (
        <NativeSelect
          aria-label={words.sideLabel}
          value={did ? 'actor' : 'userId'}
          onChange={({ currentTarget: { value } }) => choose(who, value === 'actor')}
          data={[
            { value: 'userId', label: words.sides.userId },
            { value: 'actor', label: words.sides.actor },
          ]}
        />
      )}
      <NativeSelect
        aria-label={words.what}
        value={filter.action ?? ''}
        onChange={({ currentTarget: { value } }) =>
          set({ action: auditActions.find((action) => action === value) })
        }
        data={[
          { value: '', label: words.anyAction },
          ...auditActions.map((action) => ({ value: action, label: words.actions[action] })),
        ]}
      />
      <TextInput
        type="date"
        aria-label={words.from}
        title={words.from}
        max={filter.to}
        value={filter.from ?? ''}
        onChange={({ currentTarget: { value } }) => set({ from: value || undefined })}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="date"
        aria-label={words.to}
        title={words.to}
        min={filter.from}
        value={filter.to ?? ''}
        onChange={({ currentTarget: { value } }) => set({ to: value || undefined })}
      />
      {count > 0 && (
        <Button
          variant="subtle"
          px="xs"
          onClick={() =>
            set({ userId: undefined, actor: undefined, action: undefined, from: undefined, to: undefined })
          }
        >
          {users.clearFilters}
        </Button>
      )}
    </search>
  )
}
