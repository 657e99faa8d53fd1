/** Physical names that are unique: within the account, within the partition, and among several Ushers in one stack. */
import { Aws, Names } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** The longest region name with its leading dash (`-ap-southeast-7`), and a few letters to spare. */
const regionLength = 18

/** A name that's unique within an account and a region, from the stack's name and the construct's path. */
export const regionalName = (construct: IConstruct, maxLength: number): string =>
  Names.uniqueResourceName(construct, { maxLength, separator: '-', allowedSpecialCharacters: '-' })

/** A name that's unique within an account in all regions, as CloudFront's resources need. */
export const globalName = (construct: IConstruct, maxLength: number): string =>
  `${regionalName(construct, maxLength - regionLength)}-${Aws.REGION}`
