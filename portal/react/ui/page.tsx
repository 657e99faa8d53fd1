/** A page of an account: its title (also in the browser's tab), its purpose, and its actions. */
import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useLayoutEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { useAccount } from '../data/account.ts'
import { useSurroundings } from '../data/surroundings.ts'

type Props = {
  readonly title: string
  readonly intro?: string
  /** The maximum in pixels: lists are wide, and text isn't. */
  readonly width: number
  /** The page that leads here. */
  readonly back?: { readonly label: string; readonly to: string }
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export const Page = ({ title, intro, width, back: given, actions, children }: Props) => {
  const { name } = useAccount()
  const { embedded, home } = useSurroundings()
  const [address] = useLocation()
  const back = given ?? (home && home.to !== address ? home : undefined)
  useLayoutEffect(() => {
    if (!embedded) document.title = `${title} · ${name}`
  }, [embedded, title, name])
  return (
    <Stack gap="sm" maw={embedded ? undefined : width} mx="auto" p={embedded ? 0 : 'md'}>
      <Group justify="space-between" align={intro === undefined ? 'center' : 'flex-start'}>
        <div style={{ flex: '1 1 90px' }}>
          {back && (
            <Anchor component={Link} to={back.to} size="sm">
              <IconArrowLeft size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {back.label}
            </Anchor>
          )}
          <Title order={embedded ? 2 : 1} size="h2" mt={back && 'xs'}>
            {title}
          </Title>
          {intro && <Text c="dimmed">{intro}</Text>}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  )
}
