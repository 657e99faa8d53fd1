/** Sign-in through Cognito: a user pool with its managed sign-in page, and a public client for the portal. */
import { Duration, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPool,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Mail } from '../mail/mail.ts'
import type { CheckedBrand } from '../product/brand.ts'
import { addTokenClaims, restrictSignUp, type TriggerParts } from './cognito-triggers.ts'
import type { Issuer } from './issuer.ts'
import { loginLook } from './login-branding.ts'

/** A user pool that is made here. */
export interface CognitoOptions {
  /**
   * Whether anyone may sign up at the pool. By default only people whom an account has invited or has as active users.
   * Either way, signing up gives access to nothing.
   * @default false
   */
  openSignUp?: boolean
  /**
   * `required`: everyone also enters a code from an authenticator app; Cognito's own page has them set it up the next
   * time they sign in. `off`: passwords only. There's nothing in between: that page offers a second factor only if the
   * pool requires one.
   * @default 'off'
   */
  secondFactor?: 'off' | 'required'
}

/** What Usher gives a pool. */
export interface CognitoParts extends TriggerParts {
  mail: Mail
  /** Whether SES sends for the address yet. */
  mailVerified: boolean
  deletionProtection: boolean
  brand: CheckedBrand
}

export class CognitoSignIn extends Construct implements Issuer {
  readonly issuer: string
  readonly origins: string[]
  readonly operator: { audience: string; clientId: string; scope: string; tokenUrl: string }
  readonly userPool: UserPool
  readonly #domain: UserPoolDomain
  readonly #brand: CheckedBrand

  constructor(scope: Construct, id: string, props: CognitoOptions & CognitoParts) {
    super(scope, id)
    this.#brand = props.brand
    const { openSignUp = false, secondFactor = 'off', mail, mailVerified, deletionProtection } = props
    const required = secondFactor === 'required'
    this.userPool = new UserPool(this, 'UserPool', {
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      // A new address only takes effect once it's verified; until then the old one stays.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // Set explicitly either way, because CloudFormation leaves unchanged what a template no longer mentions.
      mfa: required ? Mfa.REQUIRED : Mfa.OFF,
      ...(required && { mfaSecondFactor: { otp: true, sms: false } }),
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    })
    Validations.of(this.userPool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason: 'secondFactor requires one; whether people have to is for the product to say.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason: 'The Plus plan is paid by the user; whoever wants its threat protection names it.',
      },
    )
    if (mailVerified) this.#mailThrough(mail)
    if (!openSignUp) restrictSignUp(this, this.userPool, props)
    addTokenClaims(this, this.userPool, props)

    const stack = Stack.of(this)
    // All AWS customers in a region share these prefixes. A stack's id contains a UUID; the hash distinguishes two
    // pools of one stack.
    const stackUuid = Fn.select(2, Fn.split('/', stack.stackId))
    this.#domain = this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `usher-${stackUuid}-${this.node.addr.slice(-8)}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    const host = `cognito-idp.${stack.region}.${stack.urlSuffix}`
    this.issuer = `https://${host}/${this.userPool.userPoolId}`
    this.origins = [`https://${host}`, this.#domain.baseUrl()]
    this.operator = { ...this.#operatorClient(), tokenUrl: `${this.#domain.baseUrl()}/oauth2/token` }
  }

  /** The client of the product's own backend, which gets tokens with its secret and has no user. */
  #operatorClient() {
    const name = 'operator'
    const scope = new ResourceServerScope({ scopeName: name, scopeDescription: 'Acts on every account' })
    const server = this.userPool.addResourceServer('Api', { identifier: 'usher', scopes: [scope] })
    const client = this.userPool.addClient('Operator', {
      userPoolClientName: 'usher-operator',
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, scope)] },
      // Cognito takes "none" to mean "the usual ones", including passwords. Naming one leaves only refreshing, which is
      // of no use here.
      authFlows: { userSrp: false },
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
    })
    const clientId = client.userPoolClientId
    return { audience: clientId, clientId, scope: `usher/${name}` }
  }

  /** The portal's client: the code flow without a secret, and therefore with PKCE. */
  clientFor(portalUrl: string): string {
    const attributes = new ClientAttributes().withStandardAttributes({ email: true, fullname: true })
    const client = this.userPool.addClient('Portal', {
      userPoolClientName: 'usher-portal',
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${portalUrl}/`],
        logoutUrls: [`${portalUrl}/`],
      },
      // Required by Cognito's sign-in page to let people choose among their ways of signing in.
      authFlows: { user: true },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(7),
      readAttributes: attributes.withStandardAttributes({ emailVerified: true }),
      writeAttributes: attributes,
    })
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.userPool.userPoolId,
      clientId: client.userPoolClientId,
      ...loginLook(this.#brand),
    })
    return client.userPoolClientId
  }

  // The construct's own property needs a region known at synth; this stack can be deployed to any.
  #mailThrough(mail: Mail): void {
    const pool = this.userPool.node.defaultChild
    if (!(pool instanceof CfnUserPool)) throw new Error('The user pool has no CloudFormation resource')
    pool.emailConfiguration = {
      emailSendingAccount: 'DEVELOPER',
      from: mail.from,
      sourceArn: mail.identityArn,
      configurationSet: mail.configurationSetName,
    }
  }
}
