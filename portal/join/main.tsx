/** Starts the join page: small, for a phone that has never seen it. */
import '@fontsource-variable/inter/wght.css'
import './join.css'
import { createRoot } from 'react-dom/client'
import { replaced } from '../../shared/product/replaced-words.ts'
import { reloadForReplacedFiles } from '../start/replaced-files.ts'
import { readSettings, type Settings } from '../start/settings.ts'
import { furtherTexts } from '../words/further-texts.ts'
import { type JoinSpeech, loadJoinSpeech } from '../words/join-words.ts'
import { languages, preferredLanguage } from '../words/language.ts'
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
/** In the product's own language, if that's the reader's. */
const speechOf = async ({ words, languages: further }: Settings): Promise<JoinSpeech> => {
  const language = preferredLanguage({ ...languages, ...further })
  if (!Object.hasOwn(further, language)) return { ...own, words: replaced(own.words, words[language]?.join) }
  const [english, { join }] = await Promise.all([loadJoinSpeech(language), furtherTexts(language)])
  return { ...english, words: replaced(english.words, join) }
}
const speech = settings ? await speechOf(settings).catch(() => own) : own
if (settings) showJoinBrand(settings.brand)
document.documentElement.lang = speech.language
createRoot(root).render(
  <JoinPage speech={speech} session={session} product={settings} token={token} cut={cut} />,
)
