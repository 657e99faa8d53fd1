/** The Import page: choose a file, check how it was understood, and invite its people. */
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckedLine } from '../../../shared/client/checked-people.ts'
import type { EncodingName } from '../../../shared/client/decoded-text.ts'
import { readPeopleTable } from '../../../shared/client/people-table.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pathOf } from '../data/paths.ts'
import { rolesQuery } from '../data/roles.ts'
import { Failed, Loading, Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ChooseFile, type ChosenFile } from './choose-file.tsx'
import { Preparation } from './preparation.tsx'
import { Run } from './run.tsx'

export const ImportPage = () => {
  const words = useWords('importing')
  const frame = useWords('frame')
  const { accountId } = useAccount()
  const mayInvite = useMay('users:invite')
  if (!mayInvite)
    return <Notice alone icon={IconLock} title={frame.noPermission} text={frame.noPermissionText} />
  return (
    <Page
      title={words.title}
      intro={words.intro}
      width={1240}
      back={{ label: words.back, to: pathOf(accountId, 'users') }}
    >
      <Stages />
    </Page>
  )
}

const Stages = () => {
  const { accountId } = useAccount()
  const roles = useQuery(rolesQuery(useUsher(), accountId, useSpeech().language))
  const [file, setFile] = useState<ChosenFile>()
  const [lines, setLines] = useState<readonly CheckedLine[]>()
  const another = () => {
    setFile(undefined)
    setLines(undefined)
  }
  if (roles.isPending) return <Loading />
  if (roles.isError) return <Failed error={roles.error} retry={roles.refetch} />
  if (!file) return <ChooseFile roles={roles.data} chosen={setFile} />
  const reread = (encoding: EncodingName) => {
    const read = readPeopleTable(file.bytes, encoding)
    if (read.ok) setFile({ ...file, table: read.table, reread: true })
  }
  if (!lines)
    return (
      <Preparation
        key={file.table.encoding.name}
        file={file}
        roles={roles.data}
        start={(checked, table) => {
          setFile({ ...file, table })
          setLines(checked)
        }}
        another={another}
        reread={reread}
      />
    )
  return <Run file={file} lines={lines} another={another} />
}
