/** What pages and hooks need to know: the API, what was read from it, and the way to sign in again. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { UsherClient } from '../../shared/client/client.ts'
import { ClientProvider } from './data/api.ts'
import { SignInProvider } from './data/sign-in.ts'

/** The client retries whatever may be repeated, and asking again doesn't change a refusal. */
const defaults = { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } }

type Props = {
  readonly client: UsherClient
  readonly signIn: () => unknown
  readonly children: ReactNode
}

export const PagesProvider = ({ client, signIn, children }: Props) => {
  const [queries] = useState(() => new QueryClient({ defaultOptions: defaults }))
  return (
    <QueryClientProvider client={queries}>
      <ClientProvider value={client}>
        <SignInProvider value={signIn}>{children}</SignInProvider>
      </ClientProvider>
    </QueryClientProvider>
  )
}
