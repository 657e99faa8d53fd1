/** The way to sign in again, provided by the product around these pages, which don't know the issuer. */
import { createSafeContext } from '@mantine/core'

export const [SignInProvider, useSignIn] = createSafeContext<() => unknown>('The way to sign in is missing')
