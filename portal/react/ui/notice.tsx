/** Shown instead of content that's missing, not allowed, failed, or still loading. */
import { Button, Center, Loader, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconLock, IconMoodSad, IconPlugConnectedX, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Refusal } from '../../../shared/client/answered.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useSignIn } from '../data/sign-in.ts'

type NoticeProps = {
  readonly icon: TablerIcon
  readonly title: string
  readonly text?: string
  /** Whether the page has nothing else, so that this is its title. */
  readonly alone?: boolean
  /** The next step. */
  readonly children?: ReactNode
}

export const Notice = ({ icon: Icon, title, text, alone = false, children }: NoticeProps) => (
  <Stack align="center" gap="md" py={64} px="md" maw={520} mx="auto" ta="center">
    <ThemeIcon variant="light" size={56} radius="xl" aria-hidden>
      <Icon size={28} />
    </ThemeIcon>
    <Title order={alone ? 1 : 2} size="h3">
      {title}
    </Title>
    {text && <Text c="dimmed">{text}</Text>}
    {children}
  </Stack>
)

export const Loading = () => {
  const words = useWords('frame')
  return (
    <Center mih={320} role="status" aria-label={words.loading}>
      <Loader type="dots" />
    </Center>
  )
}

type FailedProps = { readonly error: Error; readonly retry: () => unknown; readonly alone?: boolean }

/** A refusal or a failure in the reader's words, with what can be done about it. */
export const Failed = ({ error, retry, alone }: FailedProps) => {
  const words = useWords('frame')
  const explain = useExplain()
  const signIn = useSignIn()
  const code = error instanceof Refusal ? error.problem.code : 'unknown'
  if (code === 'permission_missing')
    return <Notice alone={alone} icon={IconLock} title={words.noPermission} text={words.noPermissionText} />
  if (code === 'not_signed_in')
    return (
      <Notice alone={alone} icon={IconLock} title={words.sessionEnded} text={words.sessionEndedText}>
        <Button onClick={signIn}>{words.signIn}</Button>
      </Notice>
    )
  return (
    <div role="alert">
      <Notice
        alone={alone}
        icon={code === 'unreachable' ? IconPlugConnectedX : IconMoodSad}
        title={words.failed}
        text={explain(error)}
      >
        <Button variant="default" onClick={() => retry()}>
          {words.tryAgain}
        </Button>
      </Notice>
    </div>
  )
}

/** What an error means, in a sentence, with the request's id if support would need it. */
export const useExplain = (): ((error: Error) => string) => {
  const words = useWords('problems')
  const sentences: Readonly<Record<string, string>> = words
  const { requestId } = useWords('frame')
  return (error) => {
    if (!(error instanceof Refusal)) return words.unknown
    const { problem } = error
    const sentence = sentences[problem.code] ?? words.unknown
    return problem.code === 'internal' && 'requestId' in problem
      ? `${sentence} ${requestId(problem.requestId)}`
      : sentence
  }
}
