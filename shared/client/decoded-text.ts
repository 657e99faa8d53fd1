/**
 * The text of a file with unknown encoding.
 *
 *     const decoded = decodedText(bytes)
 *     if ('text' in decoded && decoded.encoding.guessed) console.log(decoded.encoding.sample) // 'Grüße'
 */
import { kindOfBytes, kindOfText, type OtherKind } from './file-kind.ts'

/** Encodings to choose from if the guess is wrong, by their `TextDecoder` names. */
export const encodings = [
  'utf-8',
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'iso-8859-15',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const
export type EncodingName = (typeof encodings)[number]

export type Encoding = {
  readonly name: EncodingName
  /** Whether nothing in the file proves it, so that somebody should look at the sample. */
  readonly guessed: boolean
  /** A word of the file that would look different in another encoding; none if everything is ASCII. */
  readonly sample?: string | undefined
}

/** Control characters that don't occur in text, unlike tabs, line breaks and form feeds. */
const controls = /[^\P{Cc}\t\n\v\f\r\x85]/u

/**
 * The text without a byte order mark, or what kind of file it is instead. `as` is the encoding that a person has
 * chosen.
 */
export const decodedText = (
  bytes: Uint8Array,
  as?: EncodingName,
): { readonly text: string; readonly encoding: Encoding } | { readonly problem: OtherKind } => {
  const kind = kindOfBytes(bytes)
  if (kind) return { problem: kind }
  const { name, guessed } = as === undefined ? encodingOf(bytes) : { name: as, guessed: false }
  // DOS programs' end-of-file mark isn't text.
  const text = new TextDecoder(name).decode(bytes).replaceAll('\u001a', '')
  const other = kindOfText(text)
  if (other) return { problem: other }
  if (controls.test(text)) return { problem: 'not_text' }
  return { text, encoding: { name, guessed, sample: sampleOf(text) } }
}

type Guess = { readonly name: EncodingName; readonly guessed: boolean }

const encodingOf = (bytes: Uint8Array): Guess => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', guessed: false }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', guessed: false }
  const utf16 = utf16WithoutMark(bytes)
  if (utf16) return { name: utf16, guessed: true }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { name: 'utf-8', guessed: false }
  } catch {
    return { name: likeliestOfOneByte(bytes), guessed: true }
  }
}

/** In UTF-16, every other byte of most lines is zero: the second of each pair, or the first. */
const utf16WithoutMark = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const start = bytes.subarray(0, 1_000)
  const zeros = (parity: number) =>
    start.filter((byte, index) => byte === 0 && index % 2 === parity).length / (start.length / 2)
  if (zeros(1) > 0.5 && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > 0.5 && zeros(1) === 0 ? 'utf-16be' : undefined
}

/** Single-byte encodings, the most common first: of those that read equally well, the first is taken. */
const ofOneByte = ['windows-1252', 'macintosh', 'windows-1250', 'windows-1251'] as const

/** Bytes examined to guess an encoding. */
const looked = 100_000

const likeliestOfOneByte = (bytes: Uint8Array): EncodingName => {
  const scores = ofOneByte.map((name) => oddities(new TextDecoder(name).decode(bytes.subarray(0, looked))))
  return ofOneByte[scores.indexOf(Math.min(...scores))] ?? 'windows-1252'
}

/**
 * What words don't look like: signs within them, capitals outside ASCII next to small letters, two scripts in one word,
 * long runs of accented letters, signs that hardly any list of people contains.
 */
const odd = new RegExp(
  [
    /(?<=\p{L})[^\p{L}\p{M}\p{N}\s\p{ASCII}’–—]/u,
    /(?<=\p{Ll})(?!\p{ASCII})\p{Lu}|(?<=\p{L})(?!\p{ASCII})\p{Lu}(?=\p{Ll})/u,
    /[A-Za-z][\p{Script=Cyrillic}\p{Script=Greek}]|\p{Script=Cyrillic}[A-Za-z]/u,
    /((?!\p{ASCII})\p{Script=Latin}){5,}/u,
    /[ƒˆ˜¿¡¹²³¼½¾¤¦¨ª¬¯±µ¶¸×÷ˇˉΩ∏∑√∫∆◊∂≈≠∞Œ†‡‰‹›ˆ˘˙˚˝˛]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

const oddities = (text: string): number => text.match(odd)?.length ?? 0

const sampleOf = (text: string): string | undefined =>
  /[^\s,;|"<>@]*[^\p{ASCII}\ufeff][^\s,;|"<>@]*/u.exec(text)?.[0].slice(0, 40)
