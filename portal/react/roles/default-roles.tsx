/** Choosing the default roles: several at once, saved with a note about what that means for links already sent. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { inviteLinkQuery } from '../data/link-query.ts'
import { type Role, rolesQuery, useRoleTitle } from '../data/roles.ts'
import { useSay } from '../ui/say.ts'
import classes from './default-roles.module.css'

/** The stored default roles, until somebody chooses others. */
export const useDefaultRoles = (roles: readonly Role[]) => {
  const stored = new Set(roles.filter(({ isDefault }) => isDefault).map(({ roleId }) => roleId))
  const [choice, setChoice] = useState<ReadonlySet<string>>()
  const chosen = choice ?? stored
  return {
    chosen,
    changed: chosen.symmetricDifference(stored).size > 0,
    choose: (roleId: string, checked: boolean) =>
      setChoice(new Set(checked ? [...chosen, roleId] : [...chosen].filter((one) => one !== roleId))),
    undo: () => setChoice(undefined),
  }
}

type Props = { readonly roles: readonly Role[]; readonly defaults: ReturnType<typeof useDefaultRoles> }

export const DefaultRolesBar = ({ roles, defaults }: Props) => {
  const words = useWords('roles')
  const { list } = useSpeech()
  const titleOf = useRoleTitle()
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const { chosen, changed, undo } = defaults
  const save = useMutation({
    mutationFn: () => answered(usher.putDefaultRoles({ accountId, body: { roleIds: [...chosen] } })),
    onSuccess: async () => {
      say.done(words.saved)
      await queries.invalidateQueries({ queryKey: rolesQuery(usher, accountId).queryKey })
      undo()
    },
    onError: (error) => say.failed(words.notSaved, error),
    onSettled: () => queries.invalidateQueries({ queryKey: inviteLinkQuery(usher, accountId).queryKey }),
  })
  if (!changed) return null
  const names = roles.filter(({ roleId }) => chosen.has(roleId)).map(titleOf)
  return (
    <Alert
      role="region"
      className={classes.bar}
      color={names.length > 0 ? undefined : 'orange'}
      icon={<IconLink aria-hidden />}
      title={words.changed}
      aria-label={words.changed}
    >
      <Stack gap="sm">
        <Text size="sm">{names.length > 0 ? words.changedTo(list(names)) : words.changedToNone}</Text>
        <Group>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {words.save}
          </Button>
          <Button variant="default" disabled={save.isPending} onClick={undo}>
            {words.undo}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
