/** Recognizes files that aren't a table of text by how they begin, so that the reader can be told what to do. */

export const otherKinds = [
  'spreadsheet',
  'archive',
  'html',
  'vcard',
  'ldif',
  'json',
  'yaml',
  'pdf',
  'not_text',
] as const
export type OtherKind = (typeof otherKinds)[number]

/** Kinds that are recognized by their first bytes. */
const signatures: readonly (readonly [string, OtherKind])[] = [
  ['\xd0\xcf\x11\xe0', 'spreadsheet'], // XLS and other documents of older Office programs
  ['\x09\x08\x10\x00\x00\x06\x05\x00', 'spreadsheet'], // XLS without the container around it
  ['%PDF-', 'pdf'],
  ['\x1f\x8b', 'archive'],
]

/** What the text of a file begins with, ignoring blanks. */
const beginnings: readonly (readonly [RegExp, OtherKind])[] = [
  [/^(mime-version:|<\?xml[^>]*>\s*(<\?[^>]*>\s*)*<(\w+:)?workbook)/i, 'spreadsheet'],
  [/^(<!--[^>]*-->\s*)?<(!doctype|html|head|body|table|meta|\?xml|div|style)\b/i, 'html'],
  [/^begin:vcard/i, 'vcard'],
  [/^(#[^\n]*\n\s*)*(version:\s*\d\s+)?(#[^\n]*\n\s*)*dn::?\s*\S+/i, 'ldif'],
  [/^(\[\s*)?\{\s*"/, 'json'],
  // A list of people, on its own or under one key.
  [
    /^(#[^\n]*\n\s*)*(---\s+)?(#[^\n]*\n\s*)*([\w-]+:\s*\n\s*)?-\s+["']?(e-?mail|name|(first|given|last|full)[-_ ]?name|id|user(name)?)["']?:\s/i,
    'yaml',
  ],
]

/** A ZIP archive's first entry, by the names that spreadsheet programs use. */
const workbookEntry = /^(\[Content_Types\]|_rels\/|xl\/|docProps\/|mimetype|Index\/|Metadata\/|Data\/|$)/

/** Undefined for bytes that may be text. */
export const kindOfBytes = (bytes: Uint8Array): OtherKind | undefined => {
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  if (start.startsWith('PK\x03\x04')) {
    const entry = start.slice(30, 30 + start.charCodeAt(26))
    return workbookEntry.test(entry) ? 'spreadsheet' : 'archive'
  }
  return signatures.find(([signature]) => start.startsWith(signature))?.[1]
}

/** Undefined for text that may be a table. */
export const kindOfText = (text: string): OtherKind | undefined => {
  const start = text.slice(0, 2_000).trimStart()
  return beginnings.find(([beginning]) => beginning.test(start))?.[1]
}
