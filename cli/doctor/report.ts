/** The doctor's findings, for people and for programs. */
import { styleText } from 'node:util'
import type { Finding } from './check.ts'
import type { Examined } from './examine.ts'

type State = Finding['state']
const words: Readonly<Record<State, string>> = { ok: 'ok', wrong: 'wrong', unseen: 'can’t see' }
const colours = { ok: 'green', wrong: 'red', unseen: 'yellow' } as const
const width = Math.max(...Object.values(words).map(({ length }) => length))

/** The names of the rooms; a check's id begins with its room. */
const rooms: Readonly<Record<string, string>> = {
  stack: 'Stack',
  mail: 'Mail',
  'sign-in': 'Sign-in',
  portal: 'Portal',
  api: 'API',
  table: 'Table and signing key',
  events: 'Events and alarms',
  functions: 'Functions',
  leftovers: 'Leftovers',
  trial: 'Trial mails',
}
const roomOf = ({ check: { id } }: Examined): string => id.slice(0, id.indexOf('.'))

export const reportIn = (examined: readonly Examined[]): string => {
  const byRoom = Map.groupBy(examined, roomOf)
  const parts = [...byRoom].map(([room, all]) => [rooms[room] ?? room, ...all.flatMap(linesOf)].join('\n'))
  return [...parts, summaryIn(examined)].join('\n\n')
}

const linesOf = ({ check: { id, what }, finding }: Examined): readonly string[] => {
  const { state, is } = finding
  const label = styleText(colours[state], words[state].padEnd(width), { stream: process.stdout })
  const said = { ok: `${what} (${is})`, wrong: `${is} [${id}]`, unseen: `${what}: ${is} [${id}]` }[state]
  const todo = state === 'ok' ? [] : indented(`→ ${finding.todo}`, '')
  return [...indented(said, label), ...todo]
}

/** The lines of a text next to or below a label. */
const indented = (text: string, label: string): readonly string[] => {
  const margin = ' '.repeat(width + 4)
  return text
    .split('\n')
    .map((line, at) => (at === 0 && label !== '' ? `  ${label}  ${line}` : `${margin}${line}`))
}

const countsIn = (examined: readonly Examined[]): Readonly<Record<State, number>> => {
  const count = (state: State) => examined.filter(({ finding }) => finding.state === state).length
  return { ok: count('ok'), wrong: count('wrong'), unseen: count('unseen') }
}

const summaryIn = (examined: readonly Examined[]): string => {
  const { ok, wrong, unseen } = countsIn(examined)
  const actions = examined.flatMap(({ finding }) =>
    finding.state === 'unseen' ? (finding.action ?? []) : [],
  )
  const counts = `${ok} ok, ${wrong} wrong, ${unseen} that you can’t see.`
  if (actions.length === 0) return counts
  return `${counts}\nTo see more, allow ${[...new Set(actions)].toSorted().join(', ')}; npx usher doctor --policy prints the whole policy.`
}

/** The same for programs: ids are stable, sentences aren't. */
export const jsonOf = (examined: readonly Examined[]) => ({
  ...countsIn(examined),
  checks: examined.map(({ check: { id, what }, finding }) => ({ id, what, ...finding })),
})

/** 0 if all is well, 1 if something is wrong, 2 if something couldn't be checked. */
export const exitCodeOf = (examined: readonly Examined[]): number => {
  const { wrong, unseen } = countsIn(examined)
  if (wrong > 0) return 1
  return unseen > 0 ? 2 : 0
}
