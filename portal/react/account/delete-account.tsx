/** Deleting the account, for its administrators: the name has to be typed, so that nobody does it by accident. */
import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { daysOfGrace } from '../../../shared/contract/account-deletion.ts'
import type { PublicAccount } from '../../../shared/contract/accounts.ts'
import { administratorRoleId } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useLeave } from '../data/me.ts'
import classes from '../ui/danger.module.css'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'

export const DeleteAccount = ({ account }: { readonly account: PublicAccount }) => {
  const words = useWords('account')
  const { roleIds } = useAccount()
  const [asking, setAsking] = useState(false)
  if (!roleIds.includes(administratorRoleId)) return null
  return (
    <Paper withBorder component="section" p="lg" className={classes.danger}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {words.deleteAccount}
          </Title>
          <Text size="sm" c="dimmed">
            {words.deleteAccountHint(daysOfGrace)}
          </Text>
        </div>
        <Group>
          <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAsking(true)}>
            {words.deleteAccount}
          </Button>
        </Group>
      </Stack>
      {asking && <Confirmation account={account} close={() => setAsking(false)} />}
    </Paper>
  )
}

const Confirmation = ({
  account: { accountId, name },
  close,
}: {
  readonly account: PublicAccount
  readonly close: () => void
}) => {
  const words = useWords('account')
  const usher = useUsher()
  const say = useSay()
  const { ended } = useLeave()
  const refusalOf = useRefusal()
  const [typed, setTyped] = useState('')
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== name) return setRefused({ fields: { name: words.deleteNameDiffers } })
    setSending(true)
    const answer = await usher.deleteAccount({ accountId, body: { name: typed } })
    setSending(false)
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    say.done(words.deleted(name))
    ended()
  }
  return (
    <Window onClose={close} title={words.deleteTitle(name)}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>{words.deleteText(daysOfGrace)}</Text>
          <TextInput
            data-autofocus
            label={words.deleteName(name)}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            error={refused.fields.name}
          />
          <FormEnd
            danger
            refused={refused.whole}
            sending={sending}
            action={words.deleteAccount}
            cancel={close}
          />
        </Stack>
      </form>
    </Window>
  )
}
