/** `usher review`: whose access should be looked at, and signing what was decided. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import Papa from 'papaparse'
import * as z from 'zod/mini'
import { answered } from '../shared/client/answered.ts'
import { everyCandidate } from '../shared/client/every-item.ts'
import {
  type Candidate,
  type ReviewDecision,
  reviewDecisions,
  usualReviewDays,
} from '../shared/contract/reviews.ts'
import { connect } from './connection.ts'
import { exitCodes, Failure, unreadable } from './failure.ts'
import { list, say } from './output.ts'
import { writePrivately } from './private-file.ts'
import { wholeNumber } from './whole-number.ts'

type Options = { readonly days?: string; readonly csv?: string; readonly decisions?: string }

/** Users that one request decides about. */
const atOnce = 100

export const reviewCommand = (): Command =>
  new Command('review')
    .description('List whose access in an account should be reviewed, or sign what was decided')
    .argument('<account>', 'its id')
    .option('--days <number>', `days without being seen, or of waiting; by default ${usualReviewDays}`)
    .option('--csv <file>', 'write the list as CSV, with empty columns for the decision and its reason')
    .option('--decisions <file>', 'such a CSV file, filled in: keep, suspend or remove, each with a reason')
    .action(async (accountId: string, { days, csv, decisions }: Options, command: Command) => {
      const usher = await connect(command)
      if (decisions !== undefined) {
        const all = decisionsIn(decisions)
        const reviews = []
        for (let start = 0; start < all.length; start += atOnce)
          reviews.push(
            await answered(
              usher.signAccessReview({ accountId, body: { decisions: all.slice(start, start + atOnce) } }),
            ),
          )
        const refused = reviews.flatMap((review) =>
          review.decisions.filter(({ outcome }) => outcome === 'refused'),
        )
        const count = all.length - refused.length
        const words = count === 1 ? '1 decision is' : `${count} decisions are`
        say(command, `${words} carried out and signed.`, reviews)
        if (refused.length === 0) return
        const names = refused.map(({ userId, code }) => `${userId} (${code})`).join(', ')
        throw new Failure(`Refused: ${names}`, refused[0]?.code ?? 'refused', exitCodes.refused)
      }
      const found: Candidate[] = []
      const query = { days: String(wholeNumber('--days', days) ?? usualReviewDays) }
      for await (const one of everyCandidate(usher, { accountId, query })) found.push(one)
      if (csv !== undefined) {
        writePrivately(csv, Papa.unparse(found.map(rowOf), { escapeFormulae: true }))
        say(command, `${found.length} users are in ${csv}.`, found)
        return
      }
      list(command, found, {
        address: ({ user }) => user.email,
        name: ({ user }) => user.name,
        why: ({ findings }) => findings.join(','),
        seen: ({ user }) => user.lastSeenOn ?? 'never',
        id: ({ user }) => user.userId,
      })
    })

const rowOf = ({ user, findings }: Candidate) => ({
  userId: user.userId,
  email: user.email,
  name: user.name,
  roles: user.roleIds.join(';'),
  status: user.status,
  lastSeenOn: user.lastSeenOn ?? '',
  findings: findings.join(';'),
  decision: '',
  reason: '',
})

const row = z.object({ userId: z.string(), decision: z.string(), reason: z.string() })
const isDecision = (word: string): word is ReviewDecision['decision'] =>
  reviewDecisions.some((one) => one === word)

/** What was decided; rows without a decision are left out. Throws a `Failure` that names the line of a wrong one. */
const decisionsIn = (file: string): ReviewDecision[] =>
  Papa.parse(textOf(file), { header: true, skipEmptyLines: true }).data.flatMap((raw, index) => {
    const parsed = row.safeParse(raw)
    const line = `${file}, line ${index + 2}`
    if (!parsed.success)
      throw new Failure(`${line}: must have userId, decision and reason`, 'usage', exitCodes.usage)
    const { userId, reason } = parsed.data
    const decision = parsed.data.decision.trim().toLowerCase()
    if (decision === '') return []
    if (!isDecision(decision) || reason.trim() === '')
      throw new Failure(
        `${line}: must have ${reviewDecisions.join(', ')} as decision, and a reason`,
        'usage',
        exitCodes.usage,
      )
    return [{ userId, decision, reason }]
  })

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}
