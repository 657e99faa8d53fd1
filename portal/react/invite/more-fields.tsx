/** An invitation's optional fields, collapsed until somebody asks for them. */
import { Button, Collapse, NativeSelect, Stack, Textarea } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../words/portal-words.tsx'

/** Hours that an invitation is valid, within the contract's 1 to 720. */
const periods = [24, 72, 168, 336, 720] as const

/** Without hours, the account's own period applies. */
export type More = { readonly message: string; readonly expiresInHours: number | undefined }
export const usualMore: More = { message: '', expiresInHours: undefined }

type Props = {
  readonly more: More
  readonly setMore: (more: More) => void
  /** Shows the fields regardless, because one of them was refused. */
  readonly forced?: boolean
  readonly error: string | undefined
  /** Fields that come before the ones every invitation has. */
  readonly children?: ReactNode
}

export const MoreFields = ({ more, setMore, forced = false, error, children }: Props) => {
  const words = useWords('invite')
  const [asked, setAsked] = useState(false)
  const open = asked || forced
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        ml={-8}
        h="auto"
        py={4}
        styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.45, height: 'auto' } }}
        aria-expanded={open}
        rightSection={<IconChevronDown size={16} aria-hidden />}
        onClick={() => setAsked(!open)}
      >
        {words.more}
      </Button>
      <Collapse expanded={open}>
        <Stack gap="md" pt="sm">
          {open && children}
          <Textarea
            label={words.message}
            description={words.messageHint}
            autosize
            minRows={2}
            maxRows={6}
            value={more.message}
            onChange={({ currentTarget: { value } }) => setMore({ ...more, message: value })}
            error={error}
          />
          <NativeSelect
            label={words.period}
            value={String(more.expiresInHours ?? '')}
            onChange={({ currentTarget: { value } }) =>
              setMore({ ...more, expiresInHours: value === '' ? undefined : Number(value) })
            }
            data={[
              { value: '', label: words.usualPeriod },
              ...periods.map((period) => ({ value: String(period), label: words.periods[period] })),
            ]}
          />
        </Stack>
      </Collapse>
    </div>
  )
}
