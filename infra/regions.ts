/**
 * Where the stack can run, from AWS's own list of endpoints as found in botocore 1.43.11, read on 2026-11-25;
 * docs/regions.md says how to update it. No npm package that comes with the CDK knows which region has which service.
 */

/** Regions of the partition `aws` without SES, which sends the invitations. */
export const regionsWithoutMail: readonly string[] = [
  'ap-east-1',
  'ap-east-2',
  'ap-southeast-4',
  'ap-southeast-6',
  'ap-southeast-7',
  'eu-south-2',
  'mx-central-1',
]

/** Regions of the partition `aws` that have everything the stack needs. */
export const workingRegions: readonly string[] = [
  'af-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]

/** What other partitions lack, by the prefix of their regions' names. */
const otherPartitions: readonly (readonly [beginning: string, lacking: string])[] = [
  ['cn-', 'SES and Cognito user pools'],
  ['us-gov-', 'CloudFront'],
  ['us-iso', 'CloudFront and SES'],
  ['eu-iso', 'CloudFront and SES'],
  ['eusc-', 'CloudFront'],
]

/**
 * What keeps the stack from working in a region, in one sentence; undefined if nothing does, or the region is unknown.
 */
export const regionProblem = (region: string): string | undefined => {
  const lacking = regionsWithoutMail.includes(region)
    ? 'SES'
    : otherPartitions.find(([beginning]) => region.startsWith(beginning))?.[1]
  return (
    lacking &&
    `Usher cannot run in ${region}, which has no ${lacking}: docs/regions.md lists the regions that have all it needs`
  )
}
