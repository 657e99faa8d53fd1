/** How a command fails: a sentence for a person or a JSON object for a program, and an exit code. */
import type { ClientProblem } from '../shared/client/client.ts'

export const exitCodes = { done: 0, refused: 1, usage: 2, unreachable: 3, stopped: 130 } as const

export class Failure extends Error {
  readonly exitCode: number
  readonly code: string

  constructor(message: string, code: string, exitCode: number = exitCodes.refused) {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.exitCode = exitCode
  }
}

/** Reports the failure, and sets the exit code. Rethrows anything that isn't a `Failure`. */
export const failed = (error: unknown, json: boolean): void => {
  if (!(error instanceof Failure)) throw error
  const { message, code, exitCode } = error
  console.error(json ? JSON.stringify({ error: { code, message } }) : `usher: ${message}`)
  process.exitCode = exitCode
}

/** For a file that the system couldn't open. */
export const unreadable = (file: string, error: unknown): Failure => {
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new Failure(`${file} could not be read (${why})`, why, exitCodes.usage)
}

/** The command-line names of the API's fields; for `allowedDomains.1` the first part counts. */
const options: Readonly<Record<string, string>> = {
  'admin.email': '--admin-email',
  'admin.name': '--admin-name',
  name: '--name',
  email: 'the address',
  roleIds: '--roles',
  phone: '--phone',
  message: '--message',
  accessUntil: '--until',
  expiresInHours: '--hours',
  invitationDays: '--days',
  allowedDomains: '--domains',
  seatLimit: '--seats',
  roleId: '--role',
  search: '--search',
}

const optionAt = (path: string): string => options[path] ?? options[path.split('.')[0] ?? ''] ?? path

const beyondReach: readonly string[] = ['unreachable', 'not_signed_in', 'unavailable']

/** A refusal by the API, worded for the options that the person typed. */
export const failureOf = (problem: ClientProblem): Failure => {
  const errors = 'errors' in problem ? (problem.errors ?? []) : []
  const fields = errors.map(({ path, message }) => `${optionAt(path)} ${message}`)
  const words = [problem.detail, ...fields].join('; ')
  return new Failure(
    `${words} (${problem.code})`,
    problem.code,
    beyondReach.includes(problem.code) ? exitCodes.unreachable : exitCodes.refused,
  )
}
