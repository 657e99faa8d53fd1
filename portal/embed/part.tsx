/** The element that holds a part of Usher in somebody's page: outside of it, nothing changes. */
import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { createNotificationsStore } from '@mantine/notifications'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { Notices } from '../react/ui/notices.tsx'
import { NoticesProvider } from '../react/ui/say.ts'
import { languages, preferredLanguage } from '../words/language.ts'
import { ownWords, Speaking, type Spoken } from '../words/portal-words.tsx'
import { useSettings } from './settings.ts'
import { useSheet } from './sheets.ts'
import css from './styles.css?inline'
import { withTexts } from './texts.ts'

type Props = {
  /** In a line of the product's, without windows of its own. */
  readonly inline?: boolean
  readonly children: (roomy: boolean) => ReactNode
}

export const Part = ({ inline = false, children }: Props) => {
  const { id, scheme: wanted, variables, theme, speak } = useSettings()
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const [windows, setWindows] = useState<HTMLElement | null>(null)
  const [shown] = useState(createNotificationsStore)
  const darkSystem = useMediaQuery('(prefers-color-scheme: dark)')
  const scheme = wanted === 'auto' ? (darkSystem ? 'dark' : 'light') : wanted
  const spoken = useSpoken(root !== null)
  const roomy = useRoom(root)
  useSheet(root, css)
  useSheet(root, variables)
  const inWindows = useMemo(
    () => mergeThemeOverrides(theme, { components: { Portal: { defaultProps: { target: windows } } } }),
    [theme, windows],
  )
  const scope = {
    'data-usher': id,
    'data-mantine-color-scheme': scheme,
    'data-respect-reduced-motion': true,
    lang: spoken?.language,
  }
  return (
    <>
      <div className="usher" data-inline={inline || undefined}>
        <div ref={setRoot} {...scope}>
          {spoken && (inline || windows) && (
            <MantineProvider
              theme={inWindows}
              forceColorScheme={scheme}
              getRootElement={nowhere}
              withCssVariables={false}
              withGlobalClasses={false}
            >
              <Speaking spoken={spoken} speak={speak}>
                <NoticesProvider value={shown}>
                  {!inline && <Notices />}
                  {children(roomy)}
                </NoticesProvider>
              </Speaking>
            </MantineProvider>
          )}
        </div>
      </div>
      {root &&
        !inline &&
        createPortal(
          <div className="usher">
            <div ref={setWindows} {...scope} />
          </div>,
          placeOfWindows(root),
        )}
    </>
  )
}

/** Attributes of the document are the product's. */
const nowhere = () => undefined

/** Beside the product's own elements, so that none of them clips a window. */
const placeOfWindows = (root: HTMLElement): HTMLElement | ShadowRoot => {
  const around = root.getRootNode()
  return around instanceof ShadowRoot ? around : document.body
}

/** Undefined until the words are loaded. */
const useSpoken = (mounted: boolean): Spoken | undefined => {
  const { language: given, languages: further, words: texts } = useSettings()
  const all = useMemo(
    () => ({
      ...languages,
      ...Object.fromEntries(Object.entries(further).map(([code, { name }]) => [code, name])),
    }),
    [further],
  )
  const language =
    given ?? (mounted ? preferredLanguage(all, document.documentElement.lang, navigator.languages) : 'en')
  const { data } = useQuery({
    queryKey: ['words', language],
    queryFn: async () => ({ language, words: further[language]?.words ?? (await ownWords(language)) }),
    // Otherwise the page would be gone until another language is there.
    placeholderData: keepPreviousData,
    enabled: mounted,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return useMemo(
    () => data && { ...data, languages: all, words: withTexts(data.words, texts) },
    [data, all, texts],
  )
}

/** Pixels that the tables need. */
const roomForTables = 840

const useRoom = (root: HTMLElement | null): boolean => {
  const [roomy, setRoomy] = useState(true)
  useEffect(() => {
    if (!root) return
    const observer = new ResizeObserver(() => setRoomy(root.clientWidth >= roomForTables))
    observer.observe(root)
    return () => observer.disconnect()
  }, [root])
  return roomy
}
