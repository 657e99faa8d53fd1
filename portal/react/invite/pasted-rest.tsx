/** What was pasted and is in no chip, and where more people go. */
import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { importPath } from '../data/paths.ts'
import { useSurroundings } from '../data/surroundings.ts'
import { type Added, mostPeople } from './people.ts'
import classes from './people-box.module.css'

type Props = { readonly rest: Pick<Added, 'aside' | 'left'> | undefined }

export const PastedRest = ({ rest }: Props) => {
  const { accountId } = useAccount()
  const words = useWords('invite')
  const { linked } = useSurroundings()
  const { list } = useSpeech()
  if (!rest || (rest.aside.length === 0 && rest.left === 0)) return null
  return (
    <Text size="sm" c="dimmed" role="status" className={classes.notes}>
      {rest.aside.length > 0 &&
        `${words.aside(list(rest.aside.slice(0, 5).map((line) => `“${line.slice(0, 60)}”`)), rest.aside.length)} `}
      {rest.left > 0 && (
        <>
          {words.tooMany(mostPeople, rest.left)}{' '}
          {linked && (
            <Anchor component={Link} to={importPath(accountId)} inherit underline="always">
              {words.toImport}
            </Anchor>
          )}
        </>
      )}
    </Text>
  )
}
