/** Physical names that no other stack has: of the same account, of the same partition, or of a second Usher in one stack. */
import { Aws, Names } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** The longest name of a region, with the dash before it (`-ap-southeast-7`), and a few letters to spare. */
const regionLength = 18

/** A name for what is unique within an account and a region: from the stack's name and the construct's path. */
export const regionalName = (construct: IConstruct, maxLength: number): string =>
  Names.uniqueResourceName(construct, { maxLength, separator: '-', allowedSpecialCharacters: '-' })

/** A name for what is unique within an account, whatever the region, as CloudFront's resources are. */
export const globalName = (construct: IConstruct, maxLength: number): string =>
  `${regionalName(construct, maxLength - regionLength)}-${Aws.REGION}`
