/** Choosing or dropping a file of people and reading it, or saying why that's impossible. */
import { Alert, Anchor, Button, FileButton, Loader, Stack, Text, Title } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import {
  type FileProblem,
  largestFile,
  type PeopleTable,
  readPeopleTable,
} from '../../../shared/client/people-table.ts'
import { csv } from '../../../shared/client/result-file.ts'
import { useWords } from '../../words/portal-words.tsx'
import type { Role } from '../data/roles.ts'
import { download } from '../ui/download.ts'
import classes from './choose-file.module.css'
import { useDroppedFiles } from './dropped-files.ts'

/** A file that has been read; its bytes are kept for trying another encoding. */
export type ChosenFile = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly table: PeopleTable
  /** Whether somebody has chosen its encoding. */
  readonly reread?: boolean
}

type Props = { readonly roles: readonly Role[]; readonly chosen: (file: ChosenFile) => void }

export const ChooseFile = ({ roles, chosen }: Props) => {
  const words = useWords('importing')
  const [problem, setProblem] = useState<string>()
  const [reading, setReading] = useState(false)
  // Lets the same file be chosen again after it was corrected.
  const reset = useRef<() => void>(null)
  const sentenceOf = ({ code, line = 1 }: FileProblem) =>
    code === 'open_quote' ? words.fileProblems.open_quote(line) : words.fileProblems[code]

  const take = async (files: readonly File[]) => {
    const [file, second] = files
    if (second) return setProblem(words.oneFile)
    if (!file) return
    reset.current?.()
    if (file.size > largestFile) return setProblem(words.fileProblems.too_large)
    setReading(true)
    setProblem(undefined)
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const read = readPeopleTable(bytes)
      if (read.ok) return chosen({ name: file.name, bytes, table: read.table })
      setProblem(sentenceOf(read.problem))
    } catch {
      setProblem(words.unreadable)
    }
    setReading(false)
  }
  const dragged = useDroppedFiles(take)
  return (
    <Stack gap="md">
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <section className={classes.zone} data-drag={dragged || undefined} aria-labelledby="choose">
        <Stack align="center" gap="sm" ta="center">
          <IconFileSpreadsheet size={40} stroke={1.3} aria-hidden />
          <Title order={2} size="h4" id="choose">
            {words.chooseTitle}
          </Title>
          <Text>{dragged ? words.dropNow : words.drop}</Text>
          {reading ? (
            <Loader role="status" aria-label={words.reading} />
          ) : (
            <FileButton onChange={(file) => take(file ? [file] : [])} resetRef={reset}>
              {(props) => <Button {...props}>{words.choose}</Button>}
            </FileButton>
          )}
          <Text size="sm" c="dimmed" maw={560}>
            {words.formats}
          </Text>
        </Stack>
      </section>
      <Anchor component="button" type="button" ta="start" onClick={() => downloadExample(words, roles)}>
        {words.example}
      </Anchor>
    </Stack>
  )
}

type Words = ReturnType<typeof useWords<'importing'>>

/** Two people, with roles that the account has. */
const downloadExample = (words: Words, roles: readonly Role[]) => {
  const { email, name, phone, roles: roleColumn, message } = words.fields
  const role = roles.find(({ isDefault }) => isDefault)?.name ?? ''
  const rows = [
    [email, name, phone, roleColumn, message],
    ['ann.lee@example.com', 'Ann Lee', '+4915112345678', role, words.exampleMessage],
    ['bob.ray@example.com', 'Bob Ray', '', '', ''],
  ]
  download(words.exampleName, csv(rows, words.exampleDelimiter))
}
