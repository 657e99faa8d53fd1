/**
 * An email's wire format (RFC 5322 and 2045): two versions of one text, with headers that describe it. The builders on
 * npm add 89 to 160 kB to a function whose emails all have one shape.
 */
import type { Mail } from './layout.ts'

export type Envelope = {
  /** The sender's address. */
  readonly from: string
  readonly to: string
  /** Different for each email. */
  readonly id: string
  readonly now: Date
}

/** An encoded word may have 75 characters, of which these are left for Base64. */
const longestWord = 75 - '=?UTF-8?B?'.length - '?='.length
const bytesOfWord = Math.floor(longestWord / 4) * 3

/** A header's text (RFC 2047): plain ASCII as it is, anything else in encoded words that break between characters. */
const encoded = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && text.length <= 70) return text
  const words: string[] = ['']
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`
    if (Buffer.byteLength(longer) > bytesOfWord) words.push(character)
    else words[words.length - 1] = longer
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

/** Lines of 76 characters. Base64 preserves any text, however long its lines. */
const base64 = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')

const part = (type: string, text: string): string =>
  [
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    base64(text),
    '',
  ].join('\r\n')

/** No line of an email starts like this, because its bodies are Base64. */
const boundary = '=_usher'

/**
 * The email's bytes. SES replaces the `Message-ID`, so emails to one person are tied together by the thread that they
 * all refer to.
 */
export const mimeOf = (mail: Mail, { from, to, id, now }: Envelope): Uint8Array => {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const thread = `<${mail.thread}@${domain}>`
  const headers = {
    From: `${displayName(mail.sender)} <${from}>`,
    To: to,
    ...(mail.replyTo === undefined ? {} : { 'Reply-To': mail.replyTo }),
    Subject: encoded(mail.subject),
    Date: now.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${id}@${domain}>`,
    'In-Reply-To': thread,
    References: thread,
    // Prevents automatic replies (RFC 3834); Exchange needs its own header.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(mail.unsubscribeUrl === undefined
      ? {}
      : {
          'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
    'Content-Language': mail.language,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  }
  return Buffer.from(
    [
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      `--${boundary}`,
      part('plain', mail.text),
      `--${boundary}`,
      part('html', mail.html),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
}

/** A quoted string for ASCII, so that a comma or a dot in it has no special meaning. */
const displayName = (name: string): string =>
  /^[\x20-\x7e]*$/.test(name) && name.length <= 60 ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : encoded(name)
