/** The API as a client sees it. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { operatorClient } from '../../local/sign-in/clients.ts'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import { clientCredentials } from '../../shared/client/client-credentials.ts'

const system = inject('system')

export type Reply = {
  readonly status: number
  readonly headers: Headers
  /** Any response; each test asserts what it expects of it. */
  readonly body: ReturnType<typeof JSON.parse>
}

/** Stands for the product's own backend, in place of the address of a person. */
export const operator = 'operator'

type Call = {
  /** The address of the person who is signed in, or `operator`. */
  readonly as?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** The raw body, instead of `body` as JSON. */
  readonly raw?: string | Buffer
}

type Called = Pick<typeof system, 'apiUrl' | 'issuerUrl' | 'dataDir'>

/** Calls the API of a system, which need not be the run's. */
export const callerOf = (called: Called) => {
  const operatorToken = clientCredentials(operatorClient(called.issuerUrl))
  const tokenOf = (as: string) => (as === operator ? operatorToken() : signedIdToken(called, as))
  return (method: string, path: string, { as, ...call }: Call = {}): Promise<Reply> =>
    send(`${called.apiUrl}${path}`, method, { ...call, as, tokenOf })
}

type Sent = Omit<Call, 'as'> & {
  readonly as: string | undefined
  readonly tokenOf: (as: string) => Promise<string>
}

const send = async (
  url: string,
  method: string,
  { as, tokenOf, body, headers, raw }: Sent,
): Promise<Reply> => {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(url, {
    method,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${await tokenOf(as)}` }),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(content === undefined
      ? {}
      : { body: typeof content === 'string' ? content : new Uint8Array(content) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}

export const call = callerOf(system)

export const get = (path: string, as?: string): Promise<Reply> =>
  call('GET', path, as === undefined ? {} : { as })
export const post = (path: string, body: unknown, as?: string): Promise<Reply> =>
  call('POST', path, as === undefined ? { body } : { body, as })
export const put = (path: string, body: unknown, as: string): Promise<Reply> =>
  call('PUT', path, { body, as })

export const patch = (path: string, body: unknown, as: string): Promise<Reply> =>
  call('PATCH', path, { body, as })
export const remove = (path: string, as: string): Promise<Reply> => call('DELETE', path, { as })

export const tokenFor = (email: string, claims: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  signedIdToken(system, email, claims)

export const redeem = (token: string, person: object = {}): Promise<Reply> =>
  post('/invitations/redeem', { token, ...person })
export const preview = (token: string): Promise<Reply> => post('/invitations/preview', { token })

/** 20 at once. A first round warms the instances up: otherwise those still starting would come one after another. */
export const race = async <T>(nothing: () => Promise<unknown>, run: () => Promise<T>): Promise<T[]> => {
  await Promise.all(Array.from({ length: 20 }, nothing))
  return Promise.all(Array.from({ length: 20 }, run))
}

/**
 * Like `post` without a sign-in, from another address of this machine such as `127.0.0.7`. To the gateway, that's
 * another caller.
 */
export const postFrom = (
  localAddress: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Pick<Reply, 'status' | 'body'>> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${system.apiUrl}${path}`,
      { method: 'POST', localAddress, headers: { 'content-type': 'application/json', ...headers } },
      async (response) =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse((await text(response)) || 'null') }),
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
