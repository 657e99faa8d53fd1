/**
 * A mail as it travels (RFC 5322 and 2045): two versions of one text, and headers that say what it is. The builders on npm
 * add 89 to 160 kB to a function whose one mail has one shape.
 */
import type { Mail } from './layout.ts'

export type Envelope = {
  /** The address of the sender. */
  readonly from: string
  readonly to: string
  /** Different for each mail. */
  readonly id: string
  readonly now: Date
}

/** An encoded word may have 75 characters, of which these are left for Base64. */
const longestWord = 75 - '=?UTF-8?B?'.length - '?='.length
const bytesOfWord = Math.floor(longestWord / 4) * 3

/** A header's text (RFC 2047): as it is where it is plain ASCII, else in encoded words that break between characters. */
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

/** Lines of 76 characters. Base64 keeps any text whole, however long its lines. */
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

/** No mail has a line that begins so: its bodies are Base64. */
const boundary = '=_usher'

/**
 * The mail's bytes. SES replaces the `Message-ID` by its own, so what ties the mails to one person together is the thread
 * that all of them refer to.
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
    // No answering machine answers a machine (RFC 3834); Exchange wants it in words of its own.
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

/** A quoted string where it is ASCII, so that a comma or a dot in it is no more than that. */
const displayName = (name: string): string =>
  /^[\x20-\x7e]*$/.test(name) && name.length <= 60 ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : encoded(name)
