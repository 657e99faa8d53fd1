/** When an email that's still queued counts as lost, and when Usher gives up on it. */

/** Longer than the mail queue's own five attempts: 12 minutes from the first to the last. */
const firstWait = 15 * 60_000

/** With doubling waits, the last sweep is more than two and a half days after the email was queued. */
export const mostSweeps = 7

/** When to look again at an email that was queued at `queuedAt` and swept this many times, as an ISO time. */
export const dueAt = (queuedAt: Date, sweeps: number): string =>
  new Date(queuedAt.getTime() + firstWait * 2 ** sweeps).toISOString()
