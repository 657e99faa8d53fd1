/** Parts that fit what `npx usher start` runs on this machine. */
import { MailSender } from '../infra/mail/mail-sender.ts'
import { Portal } from '../infra/portal/portal.ts'
import { SignIn } from '../infra/sign-in/sign-in.ts'
import type { UsherProps } from '../infra/usher-props.ts'
import { clientId, operator } from '../local/sign-in/clients.ts'

/** Which ports are used. By default those that `npx usher start` takes. */
export interface LocalPorts {
  /** Of the portal and the API. By default that of the environment's `PORT`, or 3000. */
  port?: number
  /** Of the sign-in. By default that of the environment's `ISSUER_PORT`, or 3001. */
  issuerPort?: number
}

type LocalProps = Pick<UsherProps, 'mail' | 'signIn' | 'portal' | 'firstAdministrator' | 'mailsPerSecond'>

/**
 * Props that replace those for AWS, so that your template runs on this machine: see docs/part-of-your-app.md. The first
 * administrator is admin@acme.test.
 */
export function onThisMachine({
  port = portOf('PORT', 3_000),
  issuerPort = portOf('ISSUER_PORT', 3_001),
}: LocalPorts = {}): LocalProps {
  return {
    mail: MailSender.ofDomain('no-reply@usher.test', { verified: true }),
    signIn: SignIn.oidc({
      issuer: `http://localhost:${issuerPort}`,
      audience: clientId,
      operator: { clientId: operator.clientId, scope: operator.scope },
    }),
    portal: Portal.local(`http://localhost:${port}`),
    firstAdministrator: { email: 'admin@acme.test', name: 'Ada Admin', accountName: 'Acme' },
    mailsPerSecond: 500,
  }
}

const portOf = (name: string, fallback: number): number => Number(process.env[name] || fallback)
