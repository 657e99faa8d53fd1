/** `usher signing-key rotate`: a new key for invitation tokens. Tokens signed by the previous key stay valid. */
import { randomBytes } from 'node:crypto'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { Command } from 'commander'
import * as z from 'zod/mini'
import { awsOf } from './connection.ts'
import { Failure } from './failure.ts'
import { say } from './output.ts'
import { asked } from './stack-outputs.ts'

const secretValue = z.object({
  currentId: z.string(),
  current: z.string(),
  rotatedAt: z.optional(z.iso.datetime()),
})
type SecretValue = z.output<typeof secretValue>

/** Days that an invitation can live, and therefore the key that signed it must, too. */
const longestInvitation = 30

/**
 * The secret's new value. Throws a `Failure` if the key to be dropped may have signed an invitation that's still valid,
 * unless `force`.
 */
export const rotated = (value: SecretValue, now: Date, secret: string, force: boolean) => {
  const days = value.rotatedAt ? (now.getTime() - Date.parse(value.rotatedAt)) / 86_400_000 : Infinity
  if (days < longestInvitation && !force)
    throw new Failure(
      `The key was changed ${Math.floor(days)} days ago. Invitations signed before that would end; wait until ${longestInvitation} days have passed, or end them with --force`,
      'too_soon',
    )
  return {
    currentId: String(Number(value.currentId) + 1),
    current: secret,
    previousId: value.currentId,
    previous: value.current,
    rotatedAt: now.toISOString(),
  }
}

export const signingKeyCommands = (): Command => {
  const key = new Command('signing-key').description('Look after the key that signs the links of invitations')
  key
    .command('rotate')
    .description('Make a new key; what the one before it has signed stays good')
    .option('--force', 'even if invitations that are still good come to their end')
    .action(async ({ force = false }: { readonly force?: boolean }, command: Command) => {
      const { client, tokenKeySecret: SecretId } = await awsOf(command)
      const secrets = new SecretsManagerClient(client)
      const { SecretString = '' } = await asked('The key could not be read', () =>
        secrets.send(new GetSecretValueCommand({ SecretId })),
      )
      const value = rotated(
        secretValue.parse(JSON.parse(SecretString)),
        new Date(),
        randomBytes(48).toString('base64url'),
        force,
      )
      await asked('The key could not be written', () =>
        secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) })),
      )
      const { currentId, previousId } = value
      say(
        command,
        `Key ${currentId} signs from now on, and key ${previousId} is good as well. Invite links from before key ${previousId} have to be copied anew.`,
        {
          currentId,
          previousId,
        },
      )
    })
  return key
}
