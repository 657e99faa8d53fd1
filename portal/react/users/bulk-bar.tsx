/** The actions on the selected users, each with the number of users it applies to. */
import { Button, CloseButton, Group, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import classes from './bulk.module.css'
import { type BulkAction, bulkActions, isFor } from './bulk.ts'
import { useMayManage } from './may-manage.ts'
import type { Selection } from './selection.ts'

const BulkWindow = lazy(async () => ({ default: (await import('./bulk-window.tsx')).BulkWindow }))

type Asked = { readonly action: BulkAction; readonly users: readonly User[] }

export const BulkBar = ({ selection }: { readonly selection: Selection }) => {
  const words = useWords('users')
  const { userId: me } = useAccount()
  const mayInvite = useMay('users:invite')
  const mayManage = useMayManage()
  const [asked, setAsked] = useState<Asked>()
  const { users, some, clear } = selection
  const possible = bulkActions
    .map((action) => ({
      action,
      users: users.filter((user) => isFor(action, user, { mayInvite, mayManage, me })),
    }))
    .filter((one) => one.users.length > 0)
  return (
    <>
      {some && (
        <Group role="toolbar" aria-label={words.bulk.label} gap="xs" className={classes.bar}>
          <CloseButton aria-label={words.clearSelection} onClick={clear} />
          <Text size="sm" fw={550} me="xs" role="status">
            {words.selected(users.length)}
          </Text>
          {possible.map((one) => (
            <Button
              key={one.action}
              size="compact-md"
              variant="default"
              c={
                one.action === 'remove' || one.action === 'revoke' ? 'var(--mantine-color-error)' : undefined
              }
              onClick={() => setAsked(one)}
            >
              {one.users.length === users.length
                ? words.bulk[one.action]
                : words.bulk.countOf(words.bulk[one.action], one.users.length)}
            </Button>
          ))}
        </Group>
      )}
      {asked && (
        <Suspense>
          <BulkWindow
            {...asked}
            close={() => setAsked(undefined)}
            done={() => {
              setAsked(undefined)
              clear()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
