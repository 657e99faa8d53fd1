/** What to do after a deploy. */
import type { Settings } from './settings.ts'

interface Deployed extends Pick<Settings, 'mailIdentity'> {
  mailFrom: string
  stackName: string
  portalUrl: string
  /** How many DKIM records the outputs list. */
  dkimRecords: number
}

/** A sentence for each step. As outputs they need a name that sorts last, because the CDK prints outputs by name. */
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
