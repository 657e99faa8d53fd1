/** The Account page: the account's name, whom it admits, and how many seats it has. */
import {
  Checkbox,
  NativeSelect,
  NumberInput,
  Paper,
  Skeleton,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { accountChange, type PublicAccount } from '../../../shared/contract/accounts.ts'
import { checked } from '../../../shared/contract/checked.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { meQuery, useAccount, useMay } from '../data/account.ts'
import { accountQuery } from '../data/account-query.ts'
import { useUsher } from '../data/api.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { Failed } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { Seats } from '../ui/seats.tsx'
import classes from '../ui/settings.module.css'
import { FormEnd } from '../ui/window.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { Domains } from './domains.tsx'

export const AccountPage = () => {
  const words = useWords('account')
  const { accountId } = useAccount()
  const account = useQuery(accountQuery(useUsher(), accountId))
  return (
    <Page title={words.title} intro={words.intro} width={720}>
      {account.isPending && <Skeleton height={320} />}
      {account.isError && <Failed error={account.error} retry={account.refetch} />}
      {account.data && <Settings account={account.data} />}
      {account.data && <Seats account={account.data} />}
      <Domains />
      {account.data && <DeleteAccount account={account.data} />}
    </Page>
  )
}

const Settings = ({ account }: { readonly account: PublicAccount }) => {
  const words = useWords('account')
  const { languages } = useSpeech()
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const mayWrite = useMay('account:write')
  const refusalOf = useRefusal()
  const [name, setName] = useState(account.name)
  const [invitationDays, setInvitationDays] = useState<number | string>(account.invitationDays)
  const [reminderDays, setReminderDays] = useState<number | string>(account.reminderDays ?? '')
  const [domains, setDomains] = useState<string[]>(account.allowedDomains ?? [])
  const [language, setLanguage] = useState<string>(account.language)
  const [invitationsTakeSeats, setInvitationsTakeSeats] = useState(account.invitationsTakeSeats)
  const [removedMayRejoin, setRemovedMayRejoin] = useState(account.removedMayRejoin)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const allowedDomains = domains.length === 0 ? null : domains
    const reminder = reminderDays === '' ? null : reminderDays
    const values = {
      name,
      invitationDays,
      reminderDays: reminder,
      allowedDomains,
      removedMayRejoin,
      language,
    }
    // Only sent if it differs, because it gives seats to pending invitations or takes them back.
    const seats = invitationsTakeSeats === account.invitationsTakeSeats ? {} : { invitationsTakeSeats }
    const body = checked(accountChange, { ...values, ...seats })
    if (body.errors) return setRefused(refusalOf(body))
    setSending(true)
    const answer = await usher.changeAccount({ accountId: account.accountId, body: body.data })
    setSending(false)
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    setRefused({ fields: {} })
    queries.setQueryData(accountQuery(usher, account.accountId).queryKey, answer.value)
    void queries.invalidateQueries(meQuery(usher))
    setDomains(answer.value.allowedDomains ?? [])
    say.done(words.saved)
  }
  const { fields, whole } = refused
  return (
    <Paper component="form" withBorder p="lg" ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput
          classNames={classes}
          withAsterisk
          label={words.name}
          description={words.nameHint}
          autoComplete="off"
          readOnly={!mayWrite}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={fields.name}
        />
        <NumberInput
          classNames={classes}
          label={words.invitationDays}
          description={words.invitationDaysHint}
          allowDecimal={false}
          allowNegative={false}
          readOnly={!mayWrite}
          hideControls
          value={invitationDays}
          rightSection={<Days count={invitationDays} />}
          rightSectionWidth={56}
          onChange={setInvitationDays}
          error={fields.invitationDays}
        />
        <NumberInput
          classNames={classes}
          label={words.reminderDays}
          placeholder={words.noReminder}
          description={words.reminderDaysHint}
          allowDecimal={false}
          allowNegative={false}
          readOnly={!mayWrite}
          hideControls
          value={reminderDays}
          rightSection={reminderDays !== '' && <Days count={reminderDays} />}
          rightSectionWidth={56}
          onChange={setReminderDays}
          error={fields.reminderDays}
        />
        <TagsInput
          classNames={classes}
          label={words.domains}
          description={words.domainsHint}
          placeholder={domains.length === 0 ? 'example.com' : ''}
          readOnly={!mayWrite}
          value={domains}
          onChange={setDomains}
          acceptValueOnBlur
          splitChars={[',', ' ', ';']}
          error={fields.allowedDomains}
        />
        <NativeSelect
          classNames={classes}
          label={words.language}
          description={words.languageHint}
          disabled={!mayWrite}
          value={language}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
        <Checkbox
          label={words.removedMayRejoin}
          description={words.removedMayRejoinHint}
          disabled={!mayWrite}
          checked={removedMayRejoin}
          onChange={({ currentTarget }) => setRemovedMayRejoin(currentTarget.checked)}
        />
        {account.seatLimit !== undefined && (
          <Checkbox
            label={words.invitationsTakeSeats}
            description={words.invitationsTakeSeatsHint}
            disabled={!mayWrite}
            checked={invitationsTakeSeats}
            onChange={({ currentTarget }) => setInvitationsTakeSeats(currentTarget.checked)}
          />
        )}
        {mayWrite && <FormEnd refused={whole} sending={sending} action={words.save} />}
      </Stack>
    </Paper>
  )
}

const Days = ({ count }: { readonly count: number | string }) => (
  <Text span size="sm" c="dimmed">
    {useWords('account').days(Number(count))}
  </Text>
)
