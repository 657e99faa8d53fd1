/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles, because Lambda only provides credentials in the
 * environment. The other providers are a third of a bundle (invite-user: 408 kB with them, 272 without).
 */
import { fromEnv } from '@aws-sdk/credential-provider-env'

export const defaultProvider = fromEnv
