/** `usher dead-letters …`: shows what was given up on, and retries it once the cause is fixed. */
import { GetQueueAttributesCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs'
import { Command } from 'commander'
import { type Aws, awsOf } from './connection.ts'
import { Failure } from './failure.ts'
import { say } from './output.ts'
import { redriveChanges, redriveMailEvents } from './redrive.ts'
import { asked, type DeadLetters } from './stack-outputs.ts'

const inQueue = async ({ client, deadLetters }: Aws, kind: keyof DeadLetters) => {
  const { Attributes } = await asked('A dead-letter queue could not be read', () =>
    new SQSClient(client).send(
      new GetQueueAttributesCommand({
        QueueUrl: deadLetters[kind].queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'QueueArn'],
      }),
    ),
  )
  return { count: Number(Attributes?.ApproximateNumberOfMessages ?? 0), arn: Attributes?.QueueArn }
}

/** Moves all emails back to their queue, and returns how many. */
const redriveMails = async (aws: Aws): Promise<number> => {
  const { count, arn } = await inQueue(aws, 'mails')
  if (count > 0)
    await asked('The mails could not be moved', () =>
      new SQSClient(aws.client).send(new StartMessageMoveTaskCommand({ SourceArn: arn })),
    )
  return count
}

export const deadLetterCommands = (): Command => {
  const letters = new Command('dead-letters').description('Look after what was given up on')
  letters
    .command('list')
    .description('Say how many there are of each kind')
    .action(async (_, command: Command) => {
      const aws = await awsOf(command)
      const counts = {
        mails: (await inQueue(aws, 'mails')).count,
        auditEvents: (await inQueue(aws, 'auditEvents')).count,
        mailEvents: (await inQueue(aws, 'mailEvents')).count,
      }
      const { mails, auditEvents, mailEvents } = counts
      const words = [
        `mails: ${mails}`,
        `audit events: ${auditEvents} (batches of changes that the trail lacks)`,
        `mail events: ${mailEvents} (what SES said of a mail)`,
      ]
      say(command, words.join('\n'), counts)
    })
  letters
    .command('redrive')
    .description(
      'Do all of it once more: mails whose invitations are still good, changes of the last 24 hours',
    )
    .action(async (_, command: Command) => {
      const aws = await awsOf(command)
      const mails = await redriveMails(aws)
      const [auditEvents, mailEvents] = [await redriveChanges(aws), await redriveMailEvents(aws)]
      const words = [
        `mails: ${mails} on the way again`,
        `audit events: ${auditEvents.done} done, ${auditEvents.left} left`,
        `mail events: ${mailEvents.done} done, ${mailEvents.left} left`,
      ]
      say(command, words.join('\n'), { mails, auditEvents, mailEvents })
      if (auditEvents.left + mailEvents.left > 0)
        throw new Failure(
          'What is left failed again, or is of changes older than 24 hours; the function’s log says which',
          'left',
        )
    })
  return letters
}
