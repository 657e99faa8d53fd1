/** `usher dead-letters …`: the mails that were given up on, and sending them once what kept them is mended. */
import { GetQueueAttributesCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs'
import { Command } from 'commander'
import { type Aws, awsOf } from './connection.ts'
import { say } from './output.ts'
import { asked } from './stack-outputs.ts'

const waiting = async ({ client, mailDeadLetters: QueueUrl }: Aws) => {
  const { Attributes } = await asked('The dead-letter queue could not be read', () =>
    new SQSClient(client).send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'QueueArn'],
      }),
    ),
  )
  return { mails: Number(Attributes?.ApproximateNumberOfMessages ?? 0), arn: Attributes?.QueueArn }
}

const inWords = (mails: number): string => `${mails} ${mails === 1 ? 'mail' : 'mails'}`

export const deadLetterCommands = (): Command => {
  const letters = new Command('dead-letters').description('Look after the mails that were given up on')
  letters
    .command('list')
    .description('Say how many there are')
    .action(async (_, command: Command) => {
      const { mails } = await waiting(await awsOf(command))
      say(command, `${inWords(mails)} given up on.`, { mails })
    })
  letters
    .command('redrive')
    .description('Send them once more, where their invitations are still good')
    .action(async (_, command: Command) => {
      const aws = await awsOf(command)
      const { mails, arn } = await waiting(aws)
      if (mails > 0)
        await asked('The mails could not be moved', () =>
          new SQSClient(aws.client).send(new StartMessageMoveTaskCommand({ SourceArn: arn })),
        )
      say(command, `${inWords(mails)} on the way again.`, { mails })
    })
  return letters
}
