/**
 * Stands in the bundles for `@aws-sdk/credential-provider-node`: of the ways to find credentials, Lambda uses the
 * environment alone. The others are a third of a bundle (invite-user: 408 kB with them, 272 without).
 */
import { fromEnv } from '@aws-sdk/credential-provider-env'

export const defaultProvider = fromEnv
