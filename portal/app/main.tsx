/** Starts the administrators' portal: loads its settings, its texts and the session, then the pages. */
import '@fontsource-variable/inter/wght.css'
// In a layer, so that our own rules win in whichever order the build's files are loaded.
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '../react/ui/less-motion.css'
import { createRoot } from 'react-dom/client'
import { invitationToReturnTo } from '../join/kept-token.ts'
import { showBrand } from '../start/brand.ts'
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

try {
  const settings = await readSettings()
  showBrand(settings.brand)
  const [manager, words] = await Promise.all([openSession(settings), loadWords(settings)])
  createRoot(root).render(<App settings={settings} manager={manager} words={words} />)
} catch {
  root.textContent = (await loadWords()).words.frame.startFailed
}
