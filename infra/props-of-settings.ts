/** The construct's props, from the settings of a deployment of its own. */
import type { Stack } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { Key } from 'aws-cdk-lib/aws-kms'
import { nobody } from './mail/mail-from.ts'
import { MailSender, type Sending } from './mail/mail-sender.ts'
import { type Options, optionFields } from './options.ts'
import { Portal } from './portal/portal.ts'
import type { Settings } from './settings.ts'
import { SignIn } from './sign-in/sign-in.ts'
import type { UsherProps } from './usher-props.ts'

export const propsOf = (stack: Stack, settings: Settings): UsherProps => {
  const { adminEmail, adminName, accountName, tableKeyArn } = settings
  return {
    ...optionsOf(settings),
    mail: mailOf(settings),
    signIn: signInOf(settings),
    portal: portalOf(stack, settings),
    ...(tableKeyArn !== undefined && { tableKey: Key.fromKeyArn(stack, 'TableKey', tableKeyArn) }),
    ...(adminEmail !== undefined && {
      firstAdministrator: { email: adminEmail, name: adminName, accountName },
    }),
    ownStack: true,
  }
}

const optionsOf = (settings: Settings): Options =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(optionFields, name)))

/** How the settings sign emails. */
export const sendingOf = ({ mailSenderName, mailReplyTo, mailFooter }: Settings) => ({
  name: mailSenderName,
  replyTo: mailReplyTo,
  footer: mailFooter,
})

const mailOf = (settings: Settings): MailSender => {
  const { mailFrom = nobody, mailIdentity } = settings
  const sending: Sending = sendingOf(settings)
  return mailIdentity === 'existing'
    ? MailSender.existing(mailFrom, sending)
    : MailSender.ofDomain(mailFrom, { ...sending, verified: mailIdentity === 'verified' })
}

const signInOf = ({ issuer, audience, openSignUp, secondFactor, ...settings }: Settings): SignIn => {
  if (issuer === undefined || audience === undefined) return SignIn.cognito({ openSignUp, secondFactor })
  const { operatorClientId: clientId, operatorAudience, operatorScope: scope } = settings
  return SignIn.oidc({
    issuer,
    audience,
    ...(clientId !== undefined && { operator: { clientId, audience: operatorAudience, scope } }),
  })
}

const portalOf = (stack: Stack, { portalUrl, certificateArn, waf, webAclArn }: Settings): Portal => {
  const options = { firewall: webAclArn ?? waf }
  if (portalUrl === undefined) return Portal.atCloudFront(options)
  if (certificateArn === undefined) return Portal.local(portalUrl, options)
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn)
  return Portal.at(new URL(portalUrl).hostname, certificate, options)
}
