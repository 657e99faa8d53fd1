/** A review once it is signed: what was decided about whom, to print or to keep as a file. */
import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core'
import type { AccessReview, Candidate } from '../../../shared/contract/reviews.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { download } from '../ui/download.ts'
import classes from './review.module.css'

type Props = { readonly reviews: readonly AccessReview[]; readonly people: readonly Candidate[] }

const columns = [
  'userId',
  'email',
  'name',
  'findings',
  'decision',
  'reason',
  'outcome',
  'code',
  'signedAt',
  'signedBy',
]

export const SignedReview = ({ reviews, people }: Props) => {
  const words = useWords('review')
  const problems: Readonly<Record<string, string>> = useWords('problems')
  const { name } = useAccount()
  const { exact, list } = useSpeech()
  const byId = new Map(people.map((one) => [one.user.userId, one]))
  const rows = reviews.flatMap(({ decisions, signedAt, signedBy }) =>
    decisions.map((one) => ({ ...one, signedAt, signedBy, person: byId.get(one.userId) })),
  )
  const save = async () => {
    const { csv } = await import('../../../shared/client/result-file.ts')
    const cells = rows.map(({ userId, person, decision, reason, outcome, code, signedAt, signedBy }) => [
      userId,
      person?.user.email ?? '',
      person?.user.name ?? '',
      person?.findings.join('; ') ?? '',
      decision,
      reason,
      outcome,
      code ?? '',
      signedAt,
      signedBy,
    ])
    download(words.file(name), csv([columns, ...cells], ','))
  }
  return (
    <Stack gap="md" className={classes.signed}>
      <Alert color="green" role="status">
        {words.signed(exact(reviews[0]?.signedAt ?? ''))}
      </Alert>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.person}</Table.Th>
            <Table.Th>{words.why}</Table.Th>
            <Table.Th>{words.decision}</Table.Th>
            <Table.Th>{words.reason}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ userId, person, decision, reason, code }) => (
            <Table.Tr key={userId}>
              <Table.Td>
                {person?.user.name ?? userId}
                <Text size="sm" c="dimmed">
                  {person?.user.email}
                </Text>
              </Table.Td>
              <Table.Td>{list((person?.findings ?? []).map((finding) => words.findings[finding]))}</Table.Td>
              <Table.Td>
                {words.decisions[decision]}
                {code && (
                  <Text size="sm" c="var(--mantine-color-error)">
                    {problems[code]}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group className={classes.buttons}>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Button variant="default" onClick={save}>
          {words.save}
        </Button>
      </Group>
    </Stack>
  )
}
