/** An import in progress, and its results. */
import { Alert, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from 'wouter'
import { Refusal } from '../../../shared/client/answered.ts'
import type { CheckedLine } from '../../../shared/client/checked-people.ts'
import { resultFile } from '../../../shared/client/result-file.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { pathOf } from '../data/paths.ts'
import { Confirm } from '../ui/confirm.tsx'
import { download } from '../ui/download.ts'
import { useExplain } from '../ui/notice.tsx'
import { Tiles } from '../ui/tiles.tsx'
import type { ChosenFile } from './choose-file.tsx'
import { useLeaving } from './leaving.ts'
import { LineList } from './line-list.tsx'
import { lineStates, stateOf, useReasons } from './line-states.ts'
import { StageTitle } from './stage-title.tsx'
import { useImport } from './use-import.ts'

type Props = {
  readonly file: ChosenFile
  readonly lines: readonly CheckedLine[]
  readonly another: () => void
}

export const Run = ({ file, lines, another }: Props) => {
  const words = useWords('importing')
  const explain = useExplain()
  const { accountId } = useAccount()
  const { outcomes, open, end, waitsFor, stopping, stop, goOn } = useImport(lines)
  const leaving = useLeaving(end === undefined)
  const downloadResult = useResultFile(file, lines, outcomes)
  const counts = Map.groupBy(lines, (line) => stateOf(line, outcomes))
  const people = open + outcomes.size
  return (
    <Stack gap="lg">
      <StageTitle key={end?.end}>{end ? words.endTitles[end.end] : words.runTitle}</StageTitle>
      <Progress
        value={(100 * outcomes.size) / people}
        aria-label={words.progress(outcomes.size, people)}
        size="lg"
        animated={!end}
      />
      <Text role="status">
        {words.progress(outcomes.size, people)} {!end && stopping && words.stopping}
      </Text>
      {waitsFor && (
        <Alert color="orange" role="alert">
          {explain(new Refusal(waitsFor))} {words.waiting}
        </Alert>
      )}
      {end?.end === 'failed' && (
        <Alert color="red" role="alert">
          {explain(new Refusal(end.problem))}
        </Alert>
      )}
      <Tiles least="7rem" as="dl">
        {lineStates
          .filter((state) => state !== 'ready')
          .map((state) => (
            <Paper key={state} withBorder p="sm">
              <Text component="dt" size="sm" c="dimmed">
                {words.states[state]}
              </Text>
              <Text component="dd" m={0} fw={650} size="xl">
                {counts.get(state)?.length ?? 0}
              </Text>
            </Paper>
          ))}
      </Tiles>
      {end ? (
        <>
          <Group gap="sm">
            {open > 0 && <Button onClick={goOn}>{words.goOn(open)}</Button>}
            <Button
              variant={open > 0 ? 'default' : 'filled'}
              leftSection={<IconDownload size={18} aria-hidden />}
              onClick={downloadResult}
            >
              {words.download}
            </Button>
            <Button variant="default" onClick={another}>
              {words.another}
            </Button>
            <Button variant="default" component={Link} to={pathOf(accountId, 'users')}>
              {words.back}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {words.again}
          </Text>
          <LineList lines={lines} outcomes={outcomes} />
        </>
      ) : (
        <Group>
          <Button variant="default" onClick={stop} disabled={stopping}>
            {words.stop}
          </Button>
        </Group>
      )}
      {leaving.to !== undefined && !end && (
        <Confirm
          title={words.leaveTitle}
          text={words.leaveText}
          action={words.leave}
          act={async () => leaving.leave()}
          close={leaving.stay}
        />
      )}
    </Stack>
  )
}

/** Downloads the file with what became of each line, and the links of invitations without an email. */
const useResultFile = (
  { name, table }: ChosenFile,
  lines: readonly CheckedLine[],
  outcomes: ReturnType<typeof useImport>['outcomes'],
) => {
  const words = useWords('importing')
  const reasonsOf = useReasons()
  return () => {
    const { outcome, reason, link } = words.resultColumns
    const byLine = new Map(lines.map((line) => [line.line, line]))
    const linkOf = (number: number) => {
      const what = outcomes.get(number)
      return what?.outcome === 'invited' ? what.invitationUrl : undefined
    }
    const linked = lines.some(({ line }) => linkOf(line))
    const text = resultFile(table, [outcome, reason, ...(linked ? [link] : [])], (number) => {
      const line = byLine.get(number)
      if (!line) return []
      const reasons = reasonsOf(line, outcomes.get(number)).join(' ')
      const cells = [words.states[stateOf(line, outcomes)], reasons]
      return linked ? [...cells, linkOf(number) ?? ''] : cells
    })
    download(words.resultName(name.replace(/\.\w+$/, '')), text)
  }
}
