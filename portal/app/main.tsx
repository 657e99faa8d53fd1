/** The administrators' portal begins: its settings, its words and the session, then the pages. */
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { createRoot } from 'react-dom/client'
import { invitationToReturnTo } from '../join/kept-token.ts'
import { reloadForReplacedFiles } from '../start/replaced-files.ts'
import { openSession } from '../start/session.ts'
import { readSettings } from '../start/settings.ts'
import { loadWords } from '../words/portal-words.tsx'
import { App } from './app.tsx'

reloadForReplacedFiles()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

// Somebody has signed out to accept an invitation with another address, and is back from the issuer.
const invitation = invitationToReturnTo()
if (invitation) location.replace(invitation)

const words = await loadWords()
try {
  const settings = await readSettings()
  createRoot(root).render(<App settings={settings} manager={await openSession(settings)} words={words} />)
} catch {
  root.textContent = words.words.frame.startFailed
}
