/** Props that contradict themselves. Nothing calls this: the compiler refuses each of them, or the checks fail. */
import type { Stack } from 'aws-cdk-lib'
import { UserPool } from 'aws-cdk-lib/aws-cognito'
import { MailSender, Portal, SignIn, type UsherProps } from '../../package/cdk.ts'

export const contradictions = (stack: Stack): readonly unknown[] => {
  const imported = UserPool.fromUserPoolId(stack, 'Imported', 'eu-west-1_pool')
  const client = imported.addClient('Web')
  const loginUrl = 'https://auth.example.com'
  const mail = MailSender.ofDomain('no-reply@example.com', { verified: true })
  // @ts-expect-error: nobody sends
  const nobody: UsherProps = { productName: 'Acme' }
  // @ts-expect-error: a name of its own needs its certificate
  const bare = Portal.at('users.example.com')
  // @ts-expect-error: an issuer of your own decides about a second factor itself
  const factor = SignIn.oidc({ issuer: 'https://issuer.example', audience: 'x', secondFactor: 'required' })
  // @ts-expect-error: the pool made here has no other issuer
  const issuer = SignIn.cognito({ issuer: 'https://issuer.example' })
  // @ts-expect-error: the triggers of an imported pool can't be set
  const claims = SignIn.existingPool(imported, client, { loginUrl, tokenClaims: true })
  // @ts-expect-error: a scope is of an operator's client
  const scope = SignIn.oidc({ issuer: 'https://issuer.example', audience: 'x', operator: { scope: 'x' } })
  // @ts-expect-error: whether SES has verified the domain has to be said
  const unsaid = MailSender.ofDomain('no-reply@example.com')
  // @ts-expect-error: a first administrator has an address
  const nameless: UsherProps = { mail, firstAdministrator: { name: 'Ada' } }
  return [nobody, bare, factor, issuer, claims, scope, unsaid, nameless]
}
