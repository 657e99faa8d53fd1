import { issuer } from '../healthy-web.ts'
import { answer, type Fault, fault, json } from './fault.ts'

const [discovery, keys] = [`${issuer}/.well-known/openid-configuration`, `${issuer}/keys`]

export const signInFaults: readonly Fault[] = [
  fault('a pool with Cognito’s own sender', 'sign-in.mail', /at most 50 mails a day/, ({ pool }) => {
    if (pool) pool.EmailConfiguration = { EmailSendingAccount: 'COGNITO_DEFAULT' }
  }),
  fault('a pool that sends from elsewhere', 'sign-in.mail', /sends from old@example\.com/, ({ pool }) => {
    if (pool) pool.EmailConfiguration = { EmailSendingAccount: 'DEVELOPER', From: 'old@example.com' }
  }),
  fault('a pool whose mails fail', 'sign-in.mail', /identity is not verified/, ({ pool }) => {
    if (pool) pool.EmailConfigurationFailure = 'The identity is not verified'
  }),
  fault('a pool on the Lite plan', 'sign-in.tier', /plan is LITE/, ({ pool }) => {
    if (pool) pool.UserPoolTier = 'LITE'
  }),
  fault('a pool that asks nobody', 'sign-in.triggers', /pre sign-up, pre token generation/, ({ pool }) => {
    if (pool) pool.LambdaConfig = {}
  }),
  fault('a pool with the old token event', 'sign-in.triggers', /does not call: pre token/, ({ pool }) => {
    if (pool?.LambdaConfig?.PreTokenGenerationConfig)
      pool.LambdaConfig.PreTokenGenerationConfig.LambdaVersion = 'V1_0'
  }),
  fault('a pool without protection', 'sign-in.protection', /deletion protection is off/, ({ pool }) => {
    if (pool) pool.DeletionProtection = 'INACTIVE'
  }),
  fault(
    'no pool',
    ['sign-in.mail', 'sign-in.tier', 'sign-in.triggers', 'sign-in.protection'],
    /plan is unknown/,
    (world) => {
      world.pool = undefined
    },
  ),
  fault('a domain that is being made', 'sign-in.domain', /domain of the pool is creating/, ({ domain }) => {
    domain.Status = 'CREATING'
  }),
  fault('a domain with the classic page', 'sign-in.domain', /classic hosted page/, ({ domain }) => {
    domain.ManagedLoginVersion = 1
  }),
  fault('a sign-in page without a style', 'sign-in.branding', /Login pages unavailable/, (world) => {
    world.branding = false
  }),
  fault(
    'a client that leads elsewhere',
    'sign-in.client',
    /lacks https:\/\/users\.example\.com\/ as callback URL/,
    (world) => {
      world.portalClient = { ...world.portalClient, CallbackURLs: ['https://old.example.com/'] }
    },
  ),
  fault('a client that is gone', 'sign-in.client', /callback and sign-out/, (world) => {
    world.portalClient = undefined
  }),
  fault('a client without the code flow', 'sign-in.client', /authorization code flow/, (world) => {
    world.portalClient = { ...world.portalClient, AllowedOAuthFlows: ['implicit'] }
  }),
  fault('an issuer by another name', 'sign-in.discovery', /calls itself .*_pool\//, (world) =>
    json(world, discovery, { issuer: `${issuer}/`, jwks_uri: keys }),
  ),
  fault('no discovery', ['sign-in.discovery', 'sign-in.keys'], /is no discovery document/, (world) => {
    answer(world, discovery).body = 'Not Found'
  }),
  fault(
    'an issuer out of reach',
    ['sign-in.discovery', 'sign-in.keys'],
    /does not answer: ECONNREFUSED/,
    (world) => {
      delete world.web[discovery]
    },
  ),
  fault('an issuer that signs with curves', 'sign-in.keys', /has no RSA key/, (world) =>
    json(world, keys, { keys: [{ kty: 'EC' }] }),
  ),
]
