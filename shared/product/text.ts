/**
 * A text given by whoever runs Usher: one for every language, or one for each. The other languages fall back to
 * English.
 */
import type { MailLanguage } from '../contract/mail.ts'

export type Language = MailLanguage

/** A text for each language that has one. */
export type TextByLanguage = { readonly en: string; readonly [language: Language]: string }

export type Text = string | TextByLanguage

/** The text in the language, or in English if there's none. */
export const textIn = (text: TextByLanguage, language: Language): string => text[language] ?? text.en
