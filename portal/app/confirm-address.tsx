/** Proves the address of a sign-in that the issuer hasn't verified: a code by email, entered once. */
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAuth } from 'react-oidc-context'
import { answered, Refusal } from '../../shared/client/answered.ts'
import { meQuery } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { Notice, useExplain } from '../react/ui/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { useSignOut } from './use-sign-in.ts'

export const ConfirmAddress = () => {
  const words = useWords('access')
  const usher = useUsher()
  const explain = useExplain()
  const queries = useQueryClient()
  const signOut = useSignOut()
  const email = useAuth().user?.profile.email ?? words.yourAddress
  const [code, setCode] = useState('')
  const send = useMutation({ mutationFn: () => answered(usher.sendAddressCode({})) })
  const prove = useMutation({
    mutationFn: () => answered(usher.proveAddress({ body: { code } })),
    onSuccess: () => queries.resetQueries({ queryKey: meQuery(usher).queryKey }),
  })
  const sentences: Readonly<Record<string, string>> = {
    unknown_code: words.wrongCode,
    too_many_requests: words.tooMany,
    invalid_request: words.wrongCode,
  }
  const said = (error: Error | null): string | undefined =>
    error === null
      ? undefined
      : (sentences[error instanceof Refusal ? error.problem.code : ''] ?? explain(error))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    prove.mutate()
  }
  return (
    <Notice alone icon={IconMailCheck} title={words.confirm} text={words.confirmText(email)}>
      {send.data && (
        <form onSubmit={submit} style={{ width: '100%' }}>
          <Stack align="stretch" ta="start">
            <Text role="status">{words.sent(send.data.email)}</Text>
            <TextInput
              label={words.code}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              autoComplete="one-time-code"
              spellCheck={false}
              placeholder="XXXXX-XXXXX"
              data-autofocus
              error={said(prove.error)}
            />
            <Button type="submit" loading={prove.isPending} disabled={code.trim() === ''}>
              {words.continue}
            </Button>
          </Stack>
        </form>
      )}
      {send.error && (
        <Text role="alert" c="var(--mantine-color-error)">
          {said(send.error)}
        </Text>
      )}
      <Button
        variant={send.data ? 'subtle' : 'filled'}
        loading={send.isPending}
        onClick={() => send.mutate()}
      >
        {send.data ? words.sendAgain : words.sendCode}
      </Button>
      <Button variant="default" onClick={signOut}>
        {words.otherAddress}
      </Button>
    </Notice>
  )
}
