/** Sign-in through the stack's own user pool, if it has one. */
import {
  DescribeManagedLoginBrandingByClientCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { orNone } from './aws.ts'
import { type Check, check, type Finding, ok, read, wrong } from './check.ts'
import { sender } from './sender.ts'
import { namesOf, outputs, type Resource, resources, site } from './stack.ts'

/** What Usher made for its own pool: a stack may hold a pool of its host's beside it. */
const ownResources = read(undefined, [resources], async (_, all) =>
  all.filter(({ id }) => id.includes('SignInUserPool')),
)

/** The pool's id and its clients by purpose; undefined if people sign in with your own issuer. */
const pool = read(undefined, [ownResources, outputs], async (_, own, { OperatorClientId }) => {
  const [poolId] = namesOf(own, 'AWS::Cognito::UserPool')
  const clients = namesOf(own, 'AWS::Cognito::UserPoolClient')
  const portalClientId = clients.find((id) => id !== OperatorClientId)
  return poolId === undefined ? undefined : { poolId, portalClientId }
})

const described = read('cognito-idp:DescribeUserPool', [pool], async ({ aws }, own) => {
  if (!own) return undefined
  const answer = await orNone(aws.cognito.send(new DescribeUserPoolCommand({ UserPoolId: own.poolId })))
  return answer?.UserPool
})

const portalClient = read('cognito-idp:DescribeUserPoolClient', [pool], async ({ aws }, own) => {
  if (own?.portalClientId === undefined) return undefined
  const { poolId: UserPoolId, portalClientId: ClientId } = own
  const answer = await orNone(aws.cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })))
  return answer?.UserPoolClient
})

const domain = read('cognito-idp:DescribeUserPoolDomain', [ownResources], async ({ aws }, own) => {
  const [Domain] = namesOf(own, 'AWS::Cognito::UserPoolDomain')
  if (Domain === undefined) return undefined
  const answer = await orNone(aws.cognito.send(new DescribeUserPoolDomainCommand({ Domain })))
  return answer?.DomainDescription
})

const branding = read('cognito-idp:DescribeManagedLoginBrandingByClient', [pool], async ({ aws }, own) => {
  if (own?.portalClientId === undefined) return undefined
  const { poolId: UserPoolId, portalClientId: ClientId } = own
  const answer = await orNone(
    aws.cognito.send(new DescribeManagedLoginBrandingByClientCommand({ UserPoolId, ClientId })),
  )
  return answer?.ManagedLoginBranding
})

/** Judges a stack with a pool. Without one, there's nothing to judge. */
const withPool =
  <Values extends readonly unknown[]>(judge: (...values: Values) => Finding) =>
  (own: object | undefined, ...values: Values): Finding =>
    own ? judge(...values) : ok('not used: people sign in with an issuer of your own')

/** The names of the functions that the pool must call. */
const triggersIn = (all: readonly Resource[]) => {
  const named = (part: string) =>
    all.find(({ id, type }) => type === 'AWS::Lambda::Function' && id.includes(part))?.name
  return { onSignUp: named('OnSignUp'), onToken: named('OnToken') }
}

/** Whether the pool calls the function; always true for a function that the stack doesn't have. */
const calls = (arn: string | undefined, name: string | undefined): boolean =>
  name === undefined || arn?.split(':')[6] === name

export const signInChecks: readonly Check[] = [
  check(
    'sign-in.mail',
    'Cognito sends its mails from the product’s own address',
    [pool, described, sender],
    withPool((found, { from }) => {
      const { EmailSendingAccount, From } = found?.EmailConfiguration ?? {}
      if (found?.EmailConfigurationFailure !== undefined)
        return wrong(found.EmailConfigurationFailure, 'Verify the SES identity, and deploy again')
      if (EmailSendingAccount !== 'DEVELOPER')
        return wrong(
          'Cognito sends from an address of its own, and at most 50 mails a day',
          'Once SES has verified the domain, set mailIdentity to verified and deploy again',
        )
      return From?.includes(from) === true
        ? ok(from)
        : wrong(`Cognito sends from ${From ?? 'no address'}, and the stack from ${from}`, 'Deploy again')
    }),
  ),
  check(
    'sign-in.tier',
    'The pool’s plan has what tokens and the sign-in page need',
    [pool, described],
    withPool((found) =>
      found?.UserPoolTier === 'ESSENTIALS' || found?.UserPoolTier === 'PLUS'
        ? ok(found.UserPoolTier)
        : wrong(
            `the pool’s plan is ${found?.UserPoolTier ?? 'unknown'}`,
            'Set the pool’s feature plan to Essentials in the Cognito console, or deploy again: access tokens get no claims otherwise',
          ),
    ),
  ),
  check(
    'sign-in.triggers',
    'Cognito asks Usher who may sign up, and what goes into tokens',
    [pool, described, resources],
    withPool((found, all) => {
      const { PreSignUp, PreTokenGenerationConfig: token } = found?.LambdaConfig ?? {}
      const { onSignUp, onToken } = triggersIn(all)
      const missing = [
        ...(calls(PreSignUp, onSignUp) ? [] : ['pre sign-up']),
        ...(calls(token?.LambdaArn, onToken) && token?.LambdaVersion === 'V2_0'
          ? []
          : ['pre token generation (V2_0)']),
      ]
      if (missing.length > 0) return wrong(`the pool does not call: ${missing.join(', ')}`, 'Deploy again')
      return ok(onSignUp === undefined ? 'tokens; anybody may sign up (openSignUp)' : 'both')
    }),
  ),
  check(
    'sign-in.protection',
    'Nobody deletes the pool by mistake',
    [pool, described],
    withPool((found) =>
      found?.DeletionProtection === 'ACTIVE'
        ? ok('deletion protection is on')
        : wrong(
            'deletion protection is off',
            'It comes with the deploy that sets mailIdentity to verified; later, turn it on in the Cognito console',
          ),
    ),
  ),
  check(
    'sign-in.domain',
    'The sign-in page has an address',
    [pool, domain],
    withPool((found) => {
      if (found?.Status !== 'ACTIVE')
        return wrong(
          `the domain of the pool is ${found?.Status?.toLowerCase() ?? 'gone'}`,
          'A new domain takes minutes. If it is gone, deploy again',
        )
      return found.ManagedLoginVersion === 2
        ? ok(`${found.Domain} is active`)
        : wrong('the domain shows the classic hosted page', 'Set its branding version to managed login')
    }),
  ),
  check(
    'sign-in.branding',
    'The sign-in page has a style',
    [pool, branding],
    withPool((found) =>
      found
        ? ok('set for the portal’s client')
        : wrong(
            'the portal’s client has no managed-login branding: Cognito shows “Login pages unavailable”',
            'Deploy again, or create a style for the client in the Cognito console',
          ),
    ),
  ),
  check(
    'sign-in.client',
    'Sign-in and sign-out lead back to the portal',
    [pool, portalClient, site],
    withPool((found, { portalUrl }) => {
      const back = `${portalUrl}/`
      const missing = [
        ...(found?.CallbackURLs?.includes(back) ? [] : ['callback']),
        ...(found?.LogoutURLs?.includes(back) ? [] : ['sign-out']),
      ]
      if (missing.length > 0)
        return wrong(
          `the portal’s client lacks ${back} as ${missing.join(' and ')} URL`,
          'Deploy again with the portalUrl that people use',
        )
      return found?.AllowedOAuthFlows?.includes('code') && found.AllowedOAuthFlowsUserPoolClient
        ? ok(back)
        : wrong('the portal’s client does not allow the authorization code flow', 'Deploy again')
    }),
  ),
]
