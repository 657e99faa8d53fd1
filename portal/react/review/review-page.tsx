/** The access review: who should be looked at and why, what is decided about each, and the signed record to print or keep. */
import { Button, Group, NumberInput, Skeleton, Stack, Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import { everyCandidate } from '../../../shared/client/every-item.ts'
import {
  type AccessReview,
  type Candidate,
  type ReviewDecision,
  usualReviewDays,
} from '../../../shared/contract/reviews.ts'
import { useWords } from '../../words/portal-words.tsx'
import { accountKey, useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pathOf } from '../data/paths.ts'
import { Failed, Notice, useExplain } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Candidates, type Decisions } from './candidates.tsx'
import classes from './review.module.css'
import { SignedReview } from './signed-review.tsx'

/** Users that one request decides about. */
const atOnce = 100

export const ReviewPage = () => {
  const words = useWords('review')
  const { users } = useWords('frame')
  const usher = useUsher()
  const explain = useExplain()
  const { accountId } = useAccount()
  const [days, setDays] = useState<number | string>(usualReviewDays)
  const [decisions, setDecisions] = useState<Decisions>({})
  const [signing, setSigning] = useState(false)
  const [refused, setRefused] = useState('')
  const [signed, setSigned] = useState<readonly AccessReview[]>()
  const wanted = Number(days) >= 1 && Number(days) <= 3_650 ? String(days) : String(usualReviewDays)
  const candidates = useQuery({
    queryKey: [...accountKey(accountId), 'review', wanted],
    queryFn: () => allCandidates(usher, accountId, wanted),
    enabled: signed === undefined,
  })
  const made = Object.entries(decisions).flatMap(([userId, one]) =>
    one.decision === '' ? [] : [{ userId, decision: one.decision, reason: one.reason.trim() }],
  )
  const withoutReason = made.filter(({ reason }) => reason === '').length
  const sign = async () => {
    if (withoutReason > 0) return setRefused(words.reasonMissing)
    setSigning(true)
    setRefused('')
    try {
      setSigned(await signAll(usher, accountId, made))
    } catch (error) {
      setRefused(explain(error instanceof Error ? error : new Error()))
    } finally {
      setSigning(false)
    }
  }
  return (
    <Page
      title={words.title}
      intro={words.intro}
      width={1100}
      back={{ label: users, to: pathOf(accountId, 'users') }}
    >
      {signed && <SignedReview reviews={signed} people={candidates.data ?? []} />}
      {!signed && (
        <Stack gap="md">
          <NumberInput
            label={words.days}
            description={words.daysHint}
            maw={360}
            hideControls
            rightSection={<Unit count={days} />}
            rightSectionWidth={64}
            min={1}
            max={3_650}
            allowDecimal={false}
            value={days}
            onChange={setDays}
          />
          {candidates.isPending && <Skeleton height={240} />}
          {candidates.isError && <Failed error={candidates.error} retry={candidates.refetch} />}
          {candidates.data?.length === 0 && (
            <Notice icon={IconMoodSmile} title={words.nobody} text={words.nobodyText} />
          )}
          {candidates.data && candidates.data.length > 0 && (
            <>
              <Candidates
                candidates={candidates.data}
                decisions={decisions}
                decide={setDecisions}
                marked={refused !== ''}
              />
              {refused !== '' && (
                <Text role="alert" c="var(--mantine-color-error)">
                  {refused}
                </Text>
              )}
              <Group justify="flex-end" className={classes.end}>
                <Text size="sm" c="dimmed">
                  {words.decided(made.length, candidates.data.length)}
                </Text>
                <Button disabled={made.length === 0} loading={signing} onClick={sign}>
                  {words.sign}
                </Button>
              </Group>
            </>
          )}
        </Stack>
      )}
    </Page>
  )
}

const Unit = ({ count }: { readonly count: number | string }) => (
  <Text span size="sm" c="dimmed">
    {useWords('review').unit(Number(count))}
  </Text>
)

type Usher = ReturnType<typeof useUsher>

const allCandidates = async (usher: Usher, accountId: string, days: string): Promise<Candidate[]> => {
  const found: Candidate[] = []
  for await (const one of everyCandidate(usher, { accountId, query: { days, limit: '100' } })) found.push(one)
  return found
}

const signAll = async (
  usher: Usher,
  accountId: string,
  made: readonly ReviewDecision[],
): Promise<AccessReview[]> => {
  const reviews: AccessReview[] = []
  for (let start = 0; start < made.length; start += atOnce) {
    const decisions = made.slice(start, start + atOnce)
    reviews.push(await answered(usher.signAccessReview({ accountId, body: { decisions } })))
  }
  return reviews
}
