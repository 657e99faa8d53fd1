/** A text that whoever runs Usher gives it: one for every language, or one for each. English is what the others fall back to. */
import type { MailLanguage } from '../contract/mail.ts'

export type Language = MailLanguage

/** A text for each language that has one. */
export type TextByLanguage = { readonly en: string } & { readonly [L in Language]?: string }

export type Text = string | TextByLanguage

/** The text in the language, or in English where there is none in it. */
export const textIn = (text: TextByLanguage, language: Language): string => text[language] ?? text.en
