/** The API at both addresses: behind the portal, and API Gateway's own. */

import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import { clientCredentials } from '../../shared/client/client-credentials.ts'
import { operatorScope } from '../../shared/contract/operator.ts'
import { type Check, check, NotSeen, ok, type Read, read, unseen, wrong } from './check.ts'
import { outputs, site } from './stack.ts'
import { jsonIn, ofPage, reasonOf, visit } from './web.ts'

export type OperatorClient = Omit<Parameters<typeof clientCredentials>[0], 'send'>

/**
 * The operators' client in the stack's own pool, or the one that the environment names. A run on this machine knows it
 * already.
 */
export const operatorClient = read(
  'cognito-idp:DescribeUserPoolClient',
  [outputs],
  async ({ aws }, { Issuer, OperatorClientId, OperatorTokenUrl }): Promise<OperatorClient> => {
    if (OperatorClientId === undefined || OperatorTokenUrl === undefined) return clientFromEnvironment()
    const { UserPoolClient } = await aws.cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId: Issuer.split('/').at(-1), ClientId: OperatorClientId }),
    )
    const clientSecret = UserPoolClient?.ClientSecret ?? ''
    return { tokenUrl: OperatorTokenUrl, clientId: OperatorClientId, clientSecret }
  },
)

const environment = z.object({
  USHER_TOKEN_URL: z.string(),
  USHER_CLIENT_ID: z.string(),
  USHER_CLIENT_SECRET: z.string(),
  USHER_SCOPE: z.optional(z.string()),
})

const clientFromEnvironment = (): OperatorClient => {
  const { data } = environment.safeParse(process.env)
  if (data === undefined)
    throw new NotSeen(
      unseen(
        'the stack has an issuer of its own, and nothing says how to get an operator’s token from it',
        'Set USHER_TOKEN_URL, USHER_CLIENT_ID, USHER_CLIENT_SECRET and, where it is another, USHER_SCOPE',
      ),
    )
  const { USHER_TOKEN_URL: tokenUrl, USHER_CLIENT_ID: clientId, USHER_CLIENT_SECRET: clientSecret } = data
  return { tokenUrl, clientId, clientSecret, scope: data.USHER_SCOPE ?? operatorScope }
}

type SignedIn = { readonly token: string } | { readonly failure: string }

/** An operator's token, or why the issuer refused one. */
export const operatorToken = read(undefined, [operatorClient], async ({ web }, client): Promise<SignedIn> => {
  try {
    return { token: await clientCredentials({ ...client, send: web })() }
  } catch (error) {
    return { failure: reasonOf(error) }
  }
})

const problem = z.object({ code: z.string() })

const address = (id: string, where: string, baseUrl: Read<string>): readonly Check[] => {
  const get = (path: string) => read(undefined, [baseUrl], (look, base) => visit(look, `${base}${path}`))
  const asOperator = read(undefined, [baseUrl, operatorToken], async (look, base, signedIn) =>
    'failure' in signedIn
      ? { url: 'the operator’s sign-in', failure: signedIn.failure }
      : visit(look, `${base}/v1/accounts?limit=1`, { authorization: `Bearer ${signedIn.token}` }),
  )
  const reach = `See that ${where} is deployed and reachable: nothing in front of it may answer in its place`
  return [
    check(
      `api.${id}.not-found`,
      `An unknown path is a 404 of Usher’s own, ${where}`,
      [get('/v1/nothing-here')],
      ofPage((page) => {
        const { code } = problem.safeParse(jsonIn(page)).data ?? {}
        return page.status === 404 && code !== undefined
          ? ok(`404 ${code}`)
          : wrong(`${page.url} answers ${page.status}, without a problem’s code`, reach)
      }, reach),
    ),
    check(
      `api.${id}.signed-out`,
      `Nobody gets in without a token, ${where}`,
      [get('/v1/me')],
      ofPage(
        ({ url, status }) =>
          status === 401
            ? ok('401')
            : wrong(
                `${url} answers ${status} without a token, not 401`,
                'Deploy again; if it is 200, take the API off the net first',
              ),
        reach,
      ),
    ),
    check(
      `api.${id}.operator`,
      `An operator gets in, ${where}`,
      [asOperator],
      ofPage(
        ({ url, status }) =>
          status === 200
            ? ok('200')
            : wrong(
                `${url} answers ${status} to an operator`,
                'For 401, look at issuer and audience; for 403, at operatorScope; for 5xx, at the log of list-accounts',
              ),
        'See that the issuer knows the operators’ client and its secret, and grants it the operator’s scope',
      ),
    ),
  ]
}

const portalUrl = read(undefined, [site], async (_, { portalUrl: url }) => url)
const apiUrl = read(undefined, [site], async (_, { apiUrl: url }) => url)

export const apiChecks: readonly Check[] = [
  ...address('portal', 'at the portal’s address', portalUrl),
  ...address('direct', 'at API Gateway’s own address', apiUrl),
]
