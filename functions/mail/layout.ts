/** The layout of every email: one column, one button, readable on a phone, in dark mode and without images. */
import type { MailLanguage } from '../../shared/contract/mail.ts'
import type { MailStyle } from '../../shared/product/checked-product.ts'
import { textIn } from '../../shared/product/text.ts'
import { escaped } from './plain-text.ts'

export type Mail = {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: MailLanguage
  /** Whom the email is from. */
  readonly sender: string
  readonly thread: string
  /** Where replies go, if not to the sender. */
  readonly replyTo?: string | undefined
  /** For emails that somebody else makes Usher send. */
  readonly unsubscribeUrl?: string | undefined
}

/** All texts can be shown as they are: what people wrote has been through `plainText`. */
export type Letter = Pick<Mail, 'subject' | 'language' | 'thread' | 'unsubscribeUrl'> & {
  readonly productName: string
  readonly style: MailStyle
  readonly title: string
  readonly paragraphs: readonly string[]
  /** What a person wrote, set apart as their words. */
  readonly quote?: string
  readonly button: { readonly label: string; readonly url: string }
  readonly buttonFails: string
  /** Shown below the button, in small print. */
  readonly notes: readonly string[]
  /** At the end of such an email: how to stop them. */
  readonly footer?: { readonly text: string; readonly link: string; readonly url: string }
}

/** Subjects are one line; most programs show about 70 characters, none more than this. */
const longestSubject = 150

const shortened = (line: string): string => {
  const characters = [...line]
  return characters.length > longestSubject ? `${characters.slice(0, longestSubject - 1).join('')}…` : line
}

/** The email, as text and as HTML. */
export const letter = (content: Letter): Mail => ({
  subject: shortened(content.subject),
  text: textOf(content),
  html: htmlOf(content),
  language: content.language,
  sender: content.style.sender ?? content.productName,
  replyTo: content.style.replyTo,
  thread: content.thread,
  unsubscribeUrl: content.unsubscribeUrl,
})

const textOf = ({
  language,
  productName,
  style,
  title,
  paragraphs,
  quote,
  button,
  notes,
  footer,
}: Letter): string =>
  [
    title,
    ...paragraphs,
    ...(quote === undefined ? [] : [quote.replace(/^/gm, '> ')]),
    `${button.label}:\n${button.url}`,
    ...notes,
    ['-- ', productName, ...(style.footer ? [textIn(style.footer, language)] : [])].join('\n'),
    ...(footer === undefined ? [] : [`${footer.text}\n${footer.url}`]),
  ].join('\n\n')

const html = (text: string): string => escaped(text).replaceAll('\n', '<br>')

/**
 * Colors are set on the elements too, because some programs drop the style sheet. Programs that support dark mode use
 * these.
 */
const sheet = ({ accent, radius }: MailStyle): string => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; background: #f3f4f6; }
.quote { border-left: 3px solid #c7cdd6; }
.card { border-radius: ${radius}px; }
@media (max-width: 600px) { .card { padding: 28px 20px !important; } }
@media (prefers-color-scheme: dark) {
  body, .page { background: #14171c !important; }
  .card { background: #1f242c !important; }
  .words { color: #eceff4 !important; }
  .small { color: #aab2bf !important; }
  .quote { border-color: #4a5260 !important; color: #d5dae2 !important; }
  .button { background: ${accent.dark} !important; }
  .button a { color: #0d1220 !important; }
  .address { color: ${accent.dark} !important; }
}`

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const words = 'color:#1f2937'
const small = 'color:#57606f'

/** A logo beside the name, which remains by itself if images don't load. */
const logoOf = ({ style: { logo } }: Letter): string =>
  logo === undefined
    ? ''
    : `<img src="${escaped(logo)}" height="28" alt="" style="height:28px;width:auto;vertical-align:middle;margin-right:10px;border:0">`

const ownFooter = ({ style, language }: Letter): string =>
  style.footer === undefined
    ? ''
    : `<tr><td class="small" style="${font};${small};font-size:13px;line-height:1.5;padding:18px 4px 0">${html(textIn(style.footer, language))}</td></tr>\n`

const htmlOf = (content: Letter): string => {
  const { language, productName, style, title, paragraphs, quote, button, buttonFails, notes, footer } =
    content
  const address = `color:${style.accent.light}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${html(title)}</title>
<style>${sheet(style)}</style>
</head>
<body>
<div style="display:none;max-height:0;overflow:hidden">${html(paragraphs[0] ?? '')}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" bgcolor="#f3f4f6" style="background:#f3f4f6">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td class="small" style="${font};${small};font-size:14px;font-weight:600;padding:0 4px 14px">${logoOf(content)}${html(productName)}</td></tr>
<tr><td class="card" bgcolor="#ffffff" style="background:#ffffff;padding:36px 40px;border-radius:${style.radius}px;${font};font-size:16px;line-height:1.55">
<h1 class="words" style="${words};margin:0 0 18px;font-size:24px;line-height:1.25;font-weight:650;overflow-wrap:anywhere">${html(title)}</h1>
${paragraphs.map((text) => `<p class="words" style="${words};margin:0 0 16px;overflow-wrap:anywhere">${html(text)}</p>`).join('\n')}
${quote === undefined ? '' : `<blockquote class="quote" style="color:#374151;margin:0 0 20px;padding:4px 0 4px 16px;overflow-wrap:anywhere">${html(quote)}</blockquote>`}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:26px 0"><tr><td class="button" align="center" bgcolor="${style.accent.light}" style="background:${style.accent.light};border-radius:${Math.min(style.radius, 8)}px"><a href="${escaped(button.url)}" target="_blank" style="display:inline-block;padding:14px 28px;color:#ffffff;font-weight:600;text-decoration:none">${html(button.label)}</a></td></tr></table>
${notes.map((text) => `<p class="small" style="${small};margin:0 0 10px;font-size:14px">${html(text)}</p>`).join('\n')}
<p class="small" style="${small};margin:18px 0 0;font-size:13px">${html(buttonFails)}<br><span class="address" style="${address};word-break:break-all">${escaped(button.url)}</span></p>
</td></tr>
${ownFooter(content)}${footer === undefined ? '' : `<tr><td class="small" style="${font};${small};font-size:13px;line-height:1.5;padding:18px 4px 0">${html(footer.text)} <a class="address" href="${escaped(footer.url)}" style="${address}">${html(footer.link)}</a></td></tr>`}
</table>
</td></tr>
</table>
</body>
</html>
`
}
