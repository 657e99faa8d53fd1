/** The page for what cannot be: a refused invitation with the next step, or a failure that another try may not meet. */
import type { ClientProblem } from '../../shared/client/client.ts'
import { Card } from './card.tsx'
import { useJoinSpeech } from './speech.ts'

type Props = { readonly problem: ClientProblem; readonly retry: () => unknown }

export const ProblemPage = ({ problem, retry }: Props) => {
  const { words } = useJoinSpeech()
  const pages: Readonly<Record<string, { title: string; text: string }>> = words.pages
  const page = pages[problem.code]
  if (page)
    return (
      <Card title={page.title}>
        <p>{page.text}</p>
      </Card>
    )
  return (
    <Card title={words.failed}>
      <p>{words.failedText}</p>
      <button type="button" onClick={() => retry()}>
        {words.tryAgain}
      </button>
    </Card>
  )
}
