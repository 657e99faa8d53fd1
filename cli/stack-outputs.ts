/** A deployed stack's outputs, read with the caller's own AWS credentials. */
import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation'
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import { exitCodes, Failure } from './failure.ts'

const kind = z.object({ queueUrl: z.string(), functionName: z.string() })
/** Each dead-letter queue, and the function that it belongs to. */
export const deadLetters = z.object({ mails: kind, auditEvents: kind, mailEvents: kind })
export type DeadLetters = z.output<typeof deadLetters>

/** An output is text, and this one is JSON. */
const deadLettersOutput = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text): unknown => JSON.parse(text)),
  ),
  deadLetters,
)

const outputs = z.object({
  PortalUrl: z.string(),
  ApiUrl: z.string(),
  Issuer: z.string(),
  TokenKeySecretArn: z.string(),
  DeadLetters: deadLettersOutput,
  TableName: z.string(),
  OperatorClientId: z.optional(z.string()),
  OperatorTokenUrl: z.optional(z.string()),
})
export type Outputs = z.output<typeof outputs>

/** The stack's outputs, as returned by `safeParse`; its error names any that are missing. */
export const outputsIn = ({ Outputs = [] }: Pick<Stack, 'Outputs'>) => {
  const named = Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue] as const)
  // In a stack of its host's, they stand under the path of the construct, with a hash behind: `UsersApiUrl1A2B3C4D`.
  const path = named.map(([key]) => /^(\w+)TokenKeySecretArn[0-9A-F]{8}$/.exec(key)?.[1]).find(Boolean)
  const plain = named.flatMap(([key, value]) => {
    if (path === undefined) return [[key, value] as const]
    return key.startsWith(path) ? [[key.slice(path.length).replace(/[0-9A-F]{8}$/, ''), value] as const] : []
  })
  return outputs.safeParse(Object.fromEntries(plain))
}

/** The stack's outputs. Throws a `Failure` if AWS doesn't show them, or they aren't Usher's. */
export const outputsOf = async (stack: string): Promise<Outputs> => {
  const { Stacks = [] } = await asked(`The stack ${stack} could not be read`, () =>
    new CloudFormationClient().send(new DescribeStacksCommand({ StackName: stack })),
  )
  const found = outputsIn(Stacks[0] ?? {})
  if (found.success) return found.data
  throw new Failure(
    `The stack ${stack} is none of Usher, or an older one: deploy it again`,
    'usage',
    exitCodes.usage,
  )
}

/** The secret of the operators' client in the stack's own user pool. The pool's id is the last part of its issuer. */
export const secretOfClient = async (stack: string, ClientId: string): Promise<string> => {
  const UserPoolId = (await outputsOf(stack)).Issuer.split('/').at(-1)
  const { UserPoolClient } = await asked('The secret of the operators’ client could not be read', () =>
    new CognitoIdentityProviderClient().send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
  )
  return UserPoolClient?.ClientSecret ?? ''
}

/** AWS's answer. Throws a `Failure` with AWS's reason. */
export const asked = async <Answer>(failing: string, ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Failure) throw error
    const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' }
    throw new Failure(`${failing}: ${message} (${name})`, name, exitCodes.unreachable)
  }
}
