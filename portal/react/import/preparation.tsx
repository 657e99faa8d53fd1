/** A file before its people are invited: what its columns hold, what all get, and what is wrong with which line. */
import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { type CheckedLine, checkedPeople } from '../../../shared/client/checked-people.ts'
import { guessedMatching, type Matching } from '../../../shared/client/people-columns.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import type { Role } from '../data/roles.ts'
import { Loading } from '../ui/notice.tsx'
import { countries, countryNamed, readersCountry, toE164 } from '../ui/phone-number.ts'
import { preselectedRoles, RoleChoice } from '../ui/role-choice.tsx'
import type { ChosenFile } from './choose-file.tsx'
import { Columns } from './columns.tsx'
import { LineList } from './line-list.tsx'
import { StageTitle } from './stage-title.tsx'

type Props = {
  readonly file: ChosenFile
  readonly roles: readonly Role[]
  readonly start: (lines: readonly CheckedLine[]) => void
  readonly another: () => void
}

export const Preparation = ({ file, roles, start, another }: Props) => {
  const words = useWords('importing')
  const inviteWords = useWords('invite')
  const { language } = useSpeech()
  const giver = useAccount()
  const [matching, setMatching] = useState(() => guessedMatching(file.table))
  const [roleIds, setRoleIds] = useState(() => preselectedRoles(giver, roles))
  const [sendEmail, setSendEmail] = useState(true)
  const [country, setCountry] = useState(readersCountry)
  const countryNames = useMemo(() => [...countries(language)], [language])
  const checked = useChecked({ file, roles, matching, roleIds, sendEmail, country })
  const lines = checked.data
  const good = lines?.filter(({ person }) => person).length ?? 0
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <StageTitle>{words.fileTitle(file.name)}</StageTitle>
        <Button variant="default" onClick={another}>
          {words.another}
        </Button>
      </Group>
      <Columns table={file.table} matching={matching} setMatching={setMatching} />
      <Stack gap="sm" component="section" aria-labelledby="settings">
        <Title order={3} size="h4" id="settings">
          {words.settings}
        </Title>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
          <RoleChoice
            label={words.usualRoles}
            roles={roles}
            value={roleIds}
            onChange={setRoleIds}
            error={undefined}
          />
          <Stack gap="md">
            <Switch
              label={inviteWords.sendMail}
              description={words.mailHint}
              checked={sendEmail}
              onChange={({ currentTarget }) => setSendEmail(currentTarget.checked)}
            />
            {matching.phone !== undefined && (
              <NativeSelect
                label={words.country}
                value={country}
                onChange={({ currentTarget: { value } }) => setCountry(countryNamed(value) ?? country)}
                data={countryNames}
              />
            )}
          </Stack>
        </SimpleGrid>
      </Stack>
      {!lines && <Loading />}
      {lines && matching.email !== undefined && (
        <>
          <Paper withBorder p="md">
            <Group justify="space-between">
              <Text role="status">
                {checked.isPlaceholderData
                  ? words.checking
                  : `${words.willInvite(good)} ${words.leftOut(lines.length - good)}`}
              </Text>
              <Button disabled={good === 0 || checked.isPlaceholderData} onClick={() => start(lines)}>
                {words.start(good)}
              </Button>
            </Group>
          </Paper>
          <LineList lines={lines} />
        </>
      )}
    </Stack>
  )
}

type Settings = {
  readonly file: ChosenFile
  readonly roles: readonly Role[]
  readonly matching: Matching
  readonly roleIds: readonly string[]
  readonly sendEmail: boolean
  readonly country: ReturnType<typeof readersCountry>
}

/** The lines, checked anew whenever something changes, with pauses in which the page can draw. */
const useChecked = ({ file: { table }, roles, matching, roleIds, sendEmail, country }: Settings) => {
  const giver = useAccount()
  const id = useId()
  const rules = { giver, roles, usualRoleIds: roleIds, sendEmail }
  return useQuery({
    queryKey: ['checked-people', id, matching, rules, country],
    queryFn: ({ signal }) => {
      const now = new Date()
      const phoneNumber = (text: string) => toE164(text, country)
      return checkedPeople(table, matching, { ...rules, now, phoneNumber }, async () => {
        await new Promise((resume) => setTimeout(resume))
        signal.throwIfAborted()
      })
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}
