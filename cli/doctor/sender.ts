/** How the stack's email sender is configured, as deployed: read from the function that sends. */
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import * as z from 'zod/mini'
import { NotSeen, read, unseen } from './check.ts'
import { home, outputs } from './stack.ts'

const environment = z.object({
  MAIL_FROM: z.string(),
  MAIL_CONFIGURATION_SET: z.string(),
  /** Milliseconds that each sender takes per email. */
  MAIL_INTERVAL: z.coerce.number(),
})

export const sender = read(
  'lambda:GetFunctionConfiguration',
  [outputs, home],
  async ({ aws }, { DeadLetters, TokenKeySecretArn }, { partition, region, account }) => {
    const { functionName: FunctionName } = DeadLetters.mails
    const set = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
    const { success, data } = environment.safeParse(set.Environment?.Variables)
    if (!success || set.FunctionArn === undefined || set.Role === undefined)
      throw new NotSeen(unseen(`${FunctionName} does not say how it sends`, 'Deploy again'))
    const arn = (resource: string) => `arn:${partition}:ses:${region}:${account}:${resource}`
    const domain = data.MAIL_FROM.slice(data.MAIL_FROM.lastIndexOf('@') + 1)
    return {
      from: data.MAIL_FROM,
      domain,
      identityArn: arn(`identity/${domain}`),
      configurationSet: data.MAIL_CONFIGURATION_SET,
      configurationSetArn: arn(`configuration-set/${data.MAIL_CONFIGURATION_SET}`),
      /** What SES also checks while the account is in its sandbox: the recipient's identity. */
      recipientArn: arn('identity/recipient.example'),
      interval: data.MAIL_INTERVAL,
      functionArn: set.FunctionArn,
      roleArn: set.Role,
      secretArn: TokenKeySecretArn,
    }
  },
)
