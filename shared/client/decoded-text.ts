/** The text of a file whose encoding nobody has named: UTF-8, UTF-16, or what older Windows programs write. */

/** What is no text: a workbook of a spreadsheet program, which can save itself as CSV, or something else. */
type NoText = 'spreadsheet' | 'not_text'

const byteOrderMarks = { 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] } as const
/** The beginnings of XLSX and ODS (both are ZIP archives) and of XLS. */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const
/** Control characters that no text has, unlike tabs and the ends of lines and pages. */
const controls = /[^\P{Cc}\t\n\v\f\r]/u

/** The text, without a byte order mark; or why it is none. */
export const decodedText = (bytes: Uint8Array): { readonly text: string } | { readonly problem: NoText } => {
  const beginsWith = (start: readonly number[]) => start.every((byte, index) => bytes[index] === byte)
  if (workbooks.some(beginsWith)) return { problem: 'spreadsheet' }
  const text = decode(bytes, beginsWith)
  return controls.test(text) ? { problem: 'not_text' } : { text }
}

const decode = (bytes: Uint8Array, beginsWith: (start: readonly number[]) => boolean): string => {
  if (beginsWith(byteOrderMarks['utf-16le'])) return new TextDecoder('utf-16le').decode(bytes)
  if (beginsWith(byteOrderMarks['utf-16be'])) return new TextDecoder('utf-16be').decode(bytes)
  const encoding = utf16WithoutMark(bytes)
  if (encoding) return new TextDecoder(encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** In UTF-16 every other byte of most lines is zero: the second of each pair, or the first. */
const utf16WithoutMark = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const start = bytes.subarray(0, 1_000)
  const zeros = (parity: number) =>
    start.filter((byte, index) => byte === 0 && index % 2 === parity).length / (start.length / 2)
  if (zeros(1) > 0.5 && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > 0.5 && zeros(1) === 0 ? 'utf-16be' : undefined
}
