/** Five things to try in the demo, for the terminal; the portal has its own texts for them. */
export const tryThis = `  Five things to try:

  1. Invite yourself on the Users page, and open the mail in the mailbox.
  2. Open Gregor Lange, whose address was mistyped, and send his invitation to the right one.
  3. Sign in as amara.nwosu@acme.test in a private window, and see what an auditor sees.
  4. Suspend somebody, look at the Audit page, and reactivate them.
  5. Copy the invite link, open it in a private window, and join.
`
