/** A script that shows a page in a shadow root. */
import { createRoot } from 'react-dom/client'
import { RolesPage, UsherProvider } from '../../package/react.ts'

const host = document.body.appendChild(document.createElement('div'))
createRoot(host.attachShadow({ mode: 'open' })).render(
  <UsherProvider getToken={() => sessionStorage.getItem('idToken') ?? undefined}>
    <RolesPage />
  </UsherProvider>,
)
