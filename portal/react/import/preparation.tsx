/**
 * A file before its people are invited: what its columns hold, what everyone gets, and what's wrong with which line.
 */
import { Button, Group, NativeSelect, Paper, Stack, Switch, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { type CheckedLine, checkedPeople } from '../../../shared/client/checked-people.ts'
import type { EncodingName } from '../../../shared/client/decoded-text.ts'
import { importDoubts } from '../../../shared/client/import-doubts.ts'
import type { Outcome, Outcomes } from '../../../shared/client/import-people.ts'
import { understoodColumns } from '../../../shared/client/people-columns.ts'
import type { PeopleTable } from '../../../shared/client/people-table.ts'
import type { Matching } from '../../../shared/client/person-fields.ts'
import { countries, countryNamed, readersCountry, toE164 } from '../../../shared/client/phone-number.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { usePresentUsers } from '../data/present-users.ts'
import type { Role } from '../data/roles.ts'
import { Loading } from '../ui/notice.tsx'
import { preselectedRoles, RoleChoice } from '../ui/role-choice.tsx'
import { Tiles } from '../ui/tiles.tsx'
import type { ChosenFile } from './choose-file.tsx'
import { Columns } from './columns.tsx'
import { Doubts, EncodingChoice } from './doubts.tsx'
import { LineList } from './line-list.tsx'
import { useMends } from './mends.ts'
import { StageTitle } from './stage-title.tsx'

type Props = {
  readonly file: ChosenFile
  readonly roles: readonly Role[]
  /** With the table as it was corrected here. */
  readonly start: (lines: readonly CheckedLine[], table: PeopleTable) => void
  readonly another: () => void
  /** Reads the file in another encoding. */
  readonly reread: (encoding: EncodingName) => void
}

export const Preparation = ({ file, roles, start, another, reread }: Props) => {
  const words = useWords('importing')
  const inviteWords = useWords('invite')
  const { language } = useSpeech()
  const giver = useAccount()
  const [matching, setMatching] = useState(() => understoodColumns(file.table).matching)
  const [roleIds, setRoleIds] = useState(() => preselectedRoles(giver, roles))
  const [sendEmail, setSendEmail] = useState(true)
  const [country, setCountry] = useState(readersCountry)
  const countryNames = useMemo(() => [...countries(language)], [language])
  const { table, version, wrongCells } = useMends(file.table, matching)
  const checked = useChecked({ table, version, roles, matching, roleIds, sendEmail, country })
  const lines = checked.data
  const present = usePresent(lines)
  const good = lines?.filter(({ line, person }) => person && !present.has(line)).length ?? 0
  const [without, goOnWithout] = useState(false)
  const doubts = useMemo(
    () => importDoubts(file.table, matching, { giver, roles, usualRoleIds: roleIds }),
    [file.table, matching, giver, roles, roleIds],
  )
  const undecided = doubts.length > 0 && !without
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <StageTitle>{words.fileTitle(file.name)}</StageTitle>
        <Button variant="default" onClick={another}>
          {words.another}
        </Button>
      </Group>
      {file.table.encoding.sample !== undefined && (file.table.encoding.guessed || file.reread) && (
        <EncodingChoice table={file.table} choose={reread} />
      )}
      <Columns table={file.table} matching={matching} setMatching={setMatching} />
      <Doubts {...{ table: file.table, matching, doubts, without, goOnWithout }} />
      <Stack gap="sm" component="section" aria-labelledby="settings">
        <Title order={3} size="h4" id="settings">
          {words.settings}
        </Title>
        <Tiles least="22rem" gap="xl">
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
        </Tiles>
      </Stack>
      {!lines && <Loading />}
      {lines && matching.email !== undefined && (
        <>
          <Paper withBorder p="md">
            <Group justify="space-between">
              <Text role="status">
                {checked.isPlaceholderData
                  ? words.checking
                  : [
                      words.willInvite(good),
                      words.alreadyMembers(present.size),
                      words.leftOut(lines.filter(({ person }) => !person).length),
                    ]
                      .filter(Boolean)
                      .join(' ')}
              </Text>
              <Button
                disabled={good === 0 || undecided || checked.isPlaceholderData}
                onClick={() => start(lines, table)}
              >
                {words.start(good)}
              </Button>
            </Group>
          </Paper>
          <LineList lines={lines} present={present} wrongCells={wrongCells} />
        </>
      )}
    </Stack>
  )
}

type Settings = {
  readonly table: PeopleTable
  /** Tells one state of the table from another: the table itself may be long. */
  readonly version: string
  readonly roles: readonly Role[]
  readonly matching: Matching
  readonly roleIds: readonly string[]
  readonly sendEmail: boolean
  readonly country: ReturnType<typeof readersCountry>
}

/** The lines, checked again after every change, with pauses in which the page can render. */
const useChecked = ({ table, version, roles, matching, roleIds, sendEmail, country }: Settings) => {
  const giver = useAccount()
  const id = useId()
  const rules = { giver, roles, usualRoleIds: roleIds, sendEmail }
  return useQuery({
    queryKey: ['checked-people', id, version, matching, rules, country],
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

/** The rows of people who are already in the account, found before anyone is invited. */
const usePresent = (lines: readonly CheckedLine[] | undefined): Outcomes => {
  const emails = useMemo(() => lines?.flatMap(({ person }) => person?.email ?? []) ?? [], [lines])
  const users = usePresentUsers(emails)
  return useMemo(
    () =>
      new Map(
        (lines ?? []).flatMap(({ line, person }): (readonly [number, Outcome])[] => {
          const user = users.get(person?.email ?? '')
          return user ? [[line, { outcome: 'there', userStatus: user.status }]] : []
        }),
      ),
    [lines, users],
  )
}
