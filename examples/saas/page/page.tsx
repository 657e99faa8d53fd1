/** The product's page about its customers' teams: in its own look, with the users and the invitation of Usher. */
import { createRoot } from 'react-dom/client'
import { InviteButton, MyPage, UsersPage, UsherProvider, useMe, usePermissions } from 'usher/react'
import type { product } from '../product.ts'

type Permission = keyof NonNullable<(typeof product)['permissions']>

/** From wherever the product's own sign-in keeps it. */
const getToken = () => sessionStorage.getItem('idToken') ?? undefined

const theme = { accent: '#7a3e1d', radius: 0 }
const words = { users: { title: 'People with access' } }

const isMine = location.pathname === '/me'

const Product = () => {
  const { email } = useMe()
  const { can } = usePermissions<Permission>()
  return (
    <div className="product">
      <nav aria-label="Reports">
        <strong>Reports</strong>
        {can('reports:read') && <a href="/reports">Reports</a>}
        <a href="/team" aria-current={isMine ? undefined : 'page'}>
          Team
        </a>
        <a href="/me" aria-current={isMine ? 'page' : undefined} className="who">
          {email}
        </a>
      </nav>
      <main>{isMine ? <Me /> : <Team />}</main>
    </div>
  )
}

const Team = () => {
  const { account } = useMe()
  return (
    <>
      <header>
        <div>
          <h1>Team</h1>
          <p>Who at {account?.name ?? '…'} can read which reports.</p>
        </div>
        <InviteButton>
          {(open) => (
            <button type="button" onClick={open}>
              Add a colleague
            </button>
          )}
        </InviteButton>
      </header>
      <UsersPage path="/team" />
    </>
  )
}

const Me = () => (
  <>
    <header>
      <div>
        <h1>About you</h1>
        <p>Your name, your teams and the emails that you get.</p>
      </div>
    </header>
    <MyPage />
  </>
)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <UsherProvider getToken={getToken} theme={theme} words={words}>
      <Product />
    </UsherProvider>,
  )
