/** The join page begins: small, for a phone that has never seen it. */
import './join.css'
import { createRoot } from 'react-dom/client'
import { reloadForReplacedFiles } from '../start/replaced-files.ts'
import { readSettings } from '../start/settings.ts'
import { loadJoinSpeech } from '../words/join-words.ts'
import { JoinPage } from './join-page.tsx'
import { takeToken } from './kept-token.ts'
import { joinSession } from './session.ts'

// Another invitation in the same tab.
addEventListener('hashchange', () => location.reload())
reloadForReplacedFiles()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

const cut = location.hash.length > 1 || location.pathname.length > '/join/'.length
const token = takeToken()
const [speech, session, productName] = await Promise.all([
  loadJoinSpeech(),
  joinSession().catch(() => undefined),
  readSettings().then(
    (settings) => settings.productName,
    () => undefined,
  ),
])
document.documentElement.lang = speech.language
createRoot(root).render(
  <JoinPage speech={speech} session={session} productName={productName} token={token} cut={cut} />,
)
