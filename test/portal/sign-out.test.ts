import { InMemoryWebStorage, User, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { expect, test, vi } from 'vitest'

const home = 'https://users.example.com'
vi.stubGlobal('location', { origin: home })
const { signOut } = await import('../../portal/start/session.ts')

const cognito = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_pool'
const clientId = 'portal'

/** The URL that somebody with such an ID token is sent to at sign-out. */
const signOutUrl = async (issuer: string, idToken: string): Promise<URL> => {
  const places: string[] = []
  const navigator = {
    prepare: async () => ({
      navigate: async ({ url }: { url: string }) => {
        places.push(url)
        return { url }
      },
      close() {},
    }),
    callback: async () => {},
  }
  const store = new WebStorageStateStore({ store: new InMemoryWebStorage() })
  const endpoint = { issuer, end_session_endpoint: 'https://sign-in.example.com/logout' }
  const manager = new UserManager(
    {
      authority: issuer,
      client_id: clientId,
      redirect_uri: `${home}/`,
      post_logout_redirect_uri: `${home}/`,
      metadata: endpoint,
      userStore: store,
      stateStore: store,
    },
    navigator,
  )
  const profile = { iss: issuer, aud: clientId, sub: 'ada', iat: 0, exp: 9_999_999_999 }
  await manager.storeUser(
    new User({
      id_token: idToken,
      access_token: 'none',
      token_type: 'Bearer',
      profile,
      expires_at: profile.exp,
    }),
  )
  await signOut(manager, {
    issuer,
    clientId,
    productName: 'Usher',
    brand: { links: {} },
    words: {},
    languages: {},
  })
  expect(await manager.getUser()).toBeNull()
  expect(places).toHaveLength(1)
  return new URL(places[0] ?? '')
}

test.each([
  ['Cognito, with its usual token', cognito, 'x'.repeat(900)],
  ['Cognito, with a token full of accounts', cognito, 'x'.repeat(4_000)],
  ['another issuer, with a token full of accounts', 'https://issuer.example', 'x'.repeat(4_000)],
])('signing out at %s sends no token in the URL', async (_, issuer, token) => {
  const url = await signOutUrl(issuer, token)
  expect(url.href.length).toBeLessThan(500)
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: clientId,
    logout_uri: `${home}/`,
    post_logout_redirect_uri: `${home}/`,
  })
})

test('other issuers learn from a short token whom to sign out, because some of them require it', async () => {
  const url = await signOutUrl('https://issuer.example', 'short')
  expect(url.searchParams.get('id_token_hint')).toBe('short')
})
