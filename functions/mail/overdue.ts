/** When a mail that is still queued counts as lost, and when Usher gives it up. */

/** Longer than the mail queue's own five tries take: 12 minutes from the first to the last. */
const firstWait = 15 * 60_000

/** With waits that double, the last is over two and a half days after the mail was queued. */
export const mostSweeps = 7

/** When to look at a mail again that was queued at `queuedAt`, as an ISO time, after it was swept so many times. */
export const dueAt = (queuedAt: Date, sweeps: number): string =>
  new Date(queuedAt.getTime() + firstWait * 2 ** sweeps).toISOString()
