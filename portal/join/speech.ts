/** The join page's texts, for its components. */
import { createContext, useContext } from 'react'
import type { JoinSpeech } from '../words/join-words.ts'

export const SpeechContext = createContext<JoinSpeech | undefined>(undefined)

export const useJoinSpeech = (): JoinSpeech => {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('Words are missing around this component')
  return speech
}
