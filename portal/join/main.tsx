/** Starts the join page: small, for a phone that has never seen it. */
import '@fontsource-variable/inter/wght.css'
import './join.css'
import { createRoot } from 'react-dom/client'
import { replaced } from '../../shared/product/replaced-words.ts'
import { reloadForReplacedFiles } from '../start/replaced-files.ts'
import { readSettings } from '../start/settings.ts'
import { loadJoinSpeech } from '../words/join-words.ts'
import { showJoinBrand } from './brand.tsx'
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
const [own, session, settings] = await Promise.all([
  loadJoinSpeech(),
  joinSession().catch(() => undefined),
  readSettings().catch(() => undefined),
])
const speech = { ...own, words: replaced(own.words, settings?.words[own.language]?.join) }
if (settings) showJoinBrand(settings.brand)
document.documentElement.lang = speech.language
createRoot(root).render(
  <JoinPage speech={speech} session={session} product={settings} token={token} cut={cut} />,
)
