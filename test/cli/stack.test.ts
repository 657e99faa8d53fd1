import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { rotated } from '../../cli/signing-key.ts'
import { outputsOf, secretOfClient } from '../../cli/stack-outputs.ts'

const stacks = mockClient(CloudFormationClient)
const outputs = {
  PortalUrl: 'https://users.example.com',
  Issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_pool',
  TokenKeySecretArn: 'arn:aws:secretsmanager:::secret:key',
  MailDeadLettersUrl: 'https://sqs.example.com/letters',
  OperatorClientId: 'client',
  OperatorTokenUrl: 'https://sign-in.example.com/oauth2/token',
}
const answers = (values: object) =>
  stacks.on(DescribeStacksCommand).resolves({
    Stacks: [
      {
        StackName: 'Usher',
        CreationTime: undefined,
        StackStatus: 'CREATE_COMPLETE',
        Outputs: Object.entries(values).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  })

test('a stack on AWS says where its API is, and its user pool the secret of the operators’ client', async () => {
  answers(outputs)
  const pools = mockClient(CognitoIdentityProviderClient)
  pools
    .on(DescribeUserPoolClientCommand, { UserPoolId: 'eu-west-1_pool', ClientId: 'client' })
    .resolves({ UserPoolClient: { ClientSecret: 'secret' } })
  expect(await outputsOf('Usher')).toEqual(outputs)
  expect(await secretOfClient('Usher', 'client')).toBe('secret')
})

test('a stack that is none of Usher, and one that AWS does not show, are one clear line each', async () => {
  answers({ BucketName: 'bucket' })
  await expect(outputsOf('Other')).rejects.toThrow('The stack Other is none of Usher')
  stacks
    .on(DescribeStacksCommand)
    .rejects(Object.assign(new Error('no credentials'), { name: 'CredentialsError' }))
  await expect(outputsOf('Usher')).rejects.toThrow(
    'The stack Usher could not be read: no credentials (CredentialsError)',
  )
})

const now = new Date('2026-11-25T12:00:00Z')

test('a key is changed again only once nothing that the oldest one has signed can be good', () => {
  const value = { currentId: '7', current: 'seventh', rotatedAt: '2026-10-26T12:00:00Z' }
  expect(rotated(value, now, 'eighth', false)).toEqual({
    currentId: '8',
    current: 'eighth',
    previousId: '7',
    previous: 'seventh',
    rotatedAt: '2026-11-25T12:00:00.000Z',
  })
  const recent = { ...value, rotatedAt: '2026-10-26T12:00:01Z' }
  expect(() => rotated(recent, now, 'eighth', false)).toThrow('The key was changed 29 days ago')
  expect(rotated(recent, now, 'eighth', true).currentId).toBe('8')
})
