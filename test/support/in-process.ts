/** For the few tests that run a handler in their own process, to watch or to break what it calls. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { inject } from 'vitest'

/** Sets what the stack would tell a function. Call it before the handler is imported. */
export const deployHere = (tableName: string): void => {
  const system = inject('system')
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: system.dynamodbUrl,
    TABLE_NAME: tableName,
    OPERATOR_SCOPE: 'usher/operator',
    PORTAL_URL: system.portalUrl,
    SIGN_IN_URL: system.portalUrl,
    TOKEN_KEY_SECRET: 'secret',
    MAIL_FROM: 'no-reply@usher.test',
    MAIL_CONFIGURATION_SET: 'mails',
    MAIL_MAX_RECEIVES: '5',
    MAIL_QUEUE_URL: 'https://queue.test/mails',
    EVENT_BUS_NAME: 'changes',
    PRODUCT_NAME: 'Usher',
  })
  const SecretString = JSON.stringify({ currentId: '1', current: 'a secret of this test' })
  mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString })
}
