/** What to do after a deploy. */
import type { MailSender } from './mail/mail-sender.ts'

interface Deployed {
  mail: Pick<MailSender, 'domain' | 'identity'>
  stackName: string
  /** Whether the settings are those of usher.config.ts, and not props in somebody's app. */
  ownStack: boolean
  portalUrl: string
  /** How many DKIM records the outputs list. */
  dkimRecords: number
}

/** A sentence for each step. As outputs they need a name that sorts last, because the CDK prints outputs by name. */
export const nextSteps = ({ mail, stackName, ownStack, portalUrl, dkimRecords }: Deployed): string[] => {
  const verified = ownStack ? "mailIdentity to 'verified'" : '`verified: true` in MailSender.ofDomain'
  return [
    ...(dkimRecords > 0
      ? [
          `Add the records DkimRecord1 to DkimRecord${dkimRecords} to the DNS of ${mail.domain}, unless they are there already`,
        ]
      : []),
    ...(mail.identity === 'pending'
      ? [`Once SES has verified the domain, set ${verified} and deploy again`]
      : []),
    `Check that all is well: npx usher doctor --stack ${stackName}`,
    `Open the portal: ${portalUrl}`,
  ]
}
