/** Only on a developer's machine: the way to the mailbox and, in the demo, five things to try. */
import { Anchor, Button, List, Popover, Text } from '@mantine/core'
import type { Settings } from '../start/settings.ts'
import { useWords } from '../words/portal-words.tsx'
import classes from './local-footer.module.css'

type Props = { readonly local: NonNullable<Settings['local']> }

export const LocalFooter = ({ local: { mailUrl, demo } }: Props) => {
  const words = useWords('frame').local
  return (
    <footer className={classes.footer}>
      <Text span size="sm">
        {words.here}
      </Text>
      <Anchor size="sm" href={mailUrl} target="_blank">
        {words.mailbox}
      </Anchor>
      {demo && (
        <Popover position="top" width={360} withArrow trapFocus>
          <Popover.Target>
            <Button variant="subtle" size="compact-sm">
              {words.tryThis}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={words.tryThis}>
            <List type="ordered" size="sm" spacing="xs">
              {words.tries.map((one) => (
                <List.Item key={one}>{one}</List.Item>
              ))}
            </List>
          </Popover.Dropdown>
        </Popover>
      )}
    </footer>
  )
}
