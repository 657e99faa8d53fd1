/** The way to sign in again, which the product around these pages gives them: they know of no issuer. */
import { createSafeContext } from '@mantine/core'

export const [SignInProvider, useSignIn] = createSafeContext<() => unknown>('The way to sign in is missing')
