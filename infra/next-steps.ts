/** What to do once a deploy is through. */
import type { Settings } from './settings.ts'

interface Deployed extends Pick<Settings, 'mailIdentity'> {
  mailFrom: string
  stackName: string
  portalUrl: string
  /** How many DKIM records the outputs name. */
  dkimRecords: number
}

/** A sentence for each step. As outputs they want a name behind all others: the CDK prints outputs by name. */
export const nextSteps = ({
  mailFrom,
  mailIdentity,
  stackName,
  portalUrl,
  dkimRecords,
}: Deployed): string[] => {
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@') + 1)
  return [
    ...(dkimRecords > 0
      ? [
          `Add the records DkimRecord1 to DkimRecord${dkimRecords} to the DNS of ${domain}, unless they are there already`,
        ]
      : []),
    ...(mailIdentity === 'pending'
      ? ["Once SES has verified the domain, set mailIdentity to 'verified' and deploy again"]
      : []),
    `Check that all is well: npx usher doctor --stack ${stackName}`,
    `Open the portal: ${portalUrl}`,
  ]
}
