/** The roles of everyone who comes one way: those that are default when they join, or others. */
import { Input, SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { mayBeDefault } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useRoles } from '../data/roles.ts'
import { RoleChoice } from './role-choice.tsx'

/** `roleIds` is undefined for the default ones. */
export const useOwnRoles = (before: readonly string[] | undefined) => {
  const [isOwn, setOwn] = useState(before !== undefined)
  const [chosen, choose] = useState<readonly string[]>(before ?? [])
  return { isOwn, setOwn, chosen, choose, roleIds: isOwn ? [...chosen] : undefined }
}

type Props = {
  readonly label: string
  readonly roles: ReturnType<typeof useOwnRoles>
  readonly error: string | undefined
}

export const OwnRoles = ({ label, roles: { isOwn, setOwn, chosen, choose }, error }: Props) => {
  const words = useWords('invite')
  const { data = [] } = useRoles()
  return (
    <>
      <Stack gap={4}>
        <Input.Label labelElement="div">{label}</Input.Label>
        <SegmentedControl
          aria-label={label}
          value={isOwn ? 'own' : 'default'}
          onChange={(value) => setOwn(value === 'own')}
          data={[
            { value: 'default', label: words.defaultRoles },
            { value: 'own', label: words.ownRoles },
          ]}
        />
      </Stack>
      {isOwn && (
        <RoleChoice roles={data.filter(mayBeDefault)} value={chosen} onChange={choose} error={error} />
      )}
    </>
  )
}
