/** The join page begins: small, for a phone that has never seen it. */
import './join.css'
import { createRoot } from 'react-dom/client'
import { reloadForReplacedFiles } from '../start/replaced-files.ts'
import { loadJoinSpeech } from '../words/join-words.ts'
import { JoinPage } from './join-page.tsx'
import { joinSession } from './session.ts'

// Another invitation in the same tab.
addEventListener('hashchange', () => location.reload())
reloadForReplacedFiles()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

const [speech, session] = await Promise.all([loadJoinSpeech(), joinSession().catch(() => undefined)])
document.documentElement.lang = speech.language
createRoot(root).render(<JoinPage speech={speech} session={session} token={location.hash.slice(1)} />)
