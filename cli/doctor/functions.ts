/** Lambda's limits for the whole AWS account in this region. */
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda'
import { type Check, check, ok, read, wrong } from './check.ts'

const settings = read('lambda:GetAccountSettings', [], ({ aws }) =>
  aws.lambda.send(new GetAccountSettingsCommand()),
)

/** New AWS accounts start with 10, older ones with 1000; the stack alone has some 40 functions. */
const enough = 100

export const functionChecks: readonly Check[] = [
  check(
    'functions.concurrency',
    'Lambda runs enough functions at once',
    [settings],
    ({ AccountLimit = {} }) => {
      const { ConcurrentExecutions: all = 0, UnreservedConcurrentExecutions: free = all } = AccountLimit
      if (free >= enough) return ok(`${free} of the account’s ${all} are not reserved`)
      return wrong(
        `Lambda runs at most ${free} functions of this account at once in this region`,
        'Ask for 1000 in Service Quotas (AWS Lambda, Concurrent executions), or free reserved concurrency',
      )
    },
  ),
]
