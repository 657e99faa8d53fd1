/** The kinds of text that people write: names, messages, searches. Lengths count characters (code points). */
import * as z from 'zod/mini'
import { rule } from './rule.ts'

/** Control characters, direction marks, overrides and isolates, line separators, lone surrogates. */
const unwanted = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * Invisible characters. People's names may contain joiners, because some scripts need them; otherwise only emoji may.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u
const emoji = /\p{Extended_Pictographic}[\ufe0e\ufe0f]?(\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f]?)*/gu

/**
 * What a reader takes for a web address. "Eve Rao, M.Com" and "R.Dev" are people. Emails break up whatever this lets
 * through, see `functions/mail/plain-text.ts`.
 */
const webAddress =
  /:\/\/|\b[wW]{3}\.|[\p{L}\p{N}]\.\p{L}{2,}\/|[\p{L}\p{N}-]{2,}\.(com|net|org|info|biz|io|co|app|dev|xyz|site|online|shop|top|click|link|test)(?![\p{L}\p{N}])/u

/** What everyone recognizes as a link. A bare host name can be part of a sentence. */
const link = /\b[a-z][a-z0-9+.-]*:\/\/|\bwww\./iu

const length = (text: string): number => [...text].length

type Kind = {
  readonly min?: number
  readonly max: number
  readonly lineBreaks?: boolean
  readonly webAddresses?: boolean
  readonly links?: boolean
  readonly invisibles?: boolean
}

/** Trimmed text in Unicode NFC of `min` to `max` characters, at least one of them visible if `min` is 1. */
export const text = ({
  min = 1,
  max,
  lineBreaks = false,
  webAddresses = true,
  links = true,
  invisibles = true,
}: Kind) =>
  z.pipe(
    z.string().check(z.meta({ minLength: min, maxLength: max })),
    z.pipe(
      z.transform((raw: string) => raw.trim().normalize('NFC').replaceAll('\r\n', '\n')),
      z.string().check(
        rule((value) => length(value) <= max, { code: 'too_long', maximum: max }, { abort: true }),
        rule((value) => min === 0 || visible.test(value), { code: 'empty' }, { abort: true }),
        rule((value) => !unwanted.test(lineBreaks ? value.replaceAll('\n', '') : value), {
          code: 'control_character',
        }),
        rule((value) => !value.includes('\ufffd'), { code: 'lost_character' }),
        rule((value) => invisibles || !invisible.test(value.replace(emoji, '')), {
          code: 'invisible_character',
        }),
        rule((value) => webAddresses || !webAddress.test(value), { code: 'web_address' }),
        rule((value) => links || !link.test(value), { code: 'link' }),
      ),
    ),
  )
