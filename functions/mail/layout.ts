/** How every mail looks: one column, one button, readable on a phone, in the dark and without pictures. */
import { escaped, plainLine, plainText } from './plain-text.ts'

export type Mail = { readonly subject: string; readonly text: string; readonly html: string }

export type Letter = {
  readonly productName: string
  readonly subject: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** What somebody wrote, set apart as theirs. */
  readonly quote?: string
  readonly button: { readonly label: string; readonly url: string }
  /** Shown under the button, small. */
  readonly notes: readonly string[]
}

/** Lines of a subject stay in one line; most programs show about 70 characters, none more than this. */
const longestSubject = 150

const shortened = (line: string): string => {
  const characters = [...line]
  return characters.length > longestSubject ? `${characters.slice(0, longestSubject - 1).join('')}…` : line
}

/** The mail, as text and as HTML. Everything but the button's URL is taken as words of people, never as a link. */
export const letter = (content: Letter): Mail => ({
  subject: shortened(plainLine(content.subject)),
  text: textOf(content),
  html: htmlOf(content),
})

const textOf = ({ productName, title, paragraphs, quote, button, notes }: Letter): string =>
  [
    plainLine(title),
    ...paragraphs.map(plainText),
    ...(quote === undefined ? [] : [plainText(quote).replace(/^/gm, '> ')]),
    `${button.label}:\n${button.url}`,
    ...notes.map(plainText),
    `-- \n${plainLine(productName)}`,
  ].join('\n\n')

const html = (text: string): string => escaped(plainText(text)).replaceAll('\n', '<br>')

const style = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; background: #f3f4f6; }
.card { background: #ffffff; }
.words { color: #1f2937; }
.small { color: #57606f; }
.quote { border-left: 3px solid #c7cdd6; color: #374151; }
.button a { background: #2449c8; color: #ffffff; }
.address { color: #2449c8; }
@media (max-width: 600px) { .card { padding: 28px 20px !important; } }
@media (prefers-color-scheme: dark) {
  body, .page { background: #14171c !important; }
  .card { background: #1f242c !important; }
  .words { color: #eceff4 !important; }
  .small { color: #aab2bf !important; }
  .quote { border-color: #4a5260 !important; color: #d5dae2 !important; }
  .button a { background: #7e9bff !important; color: #0d1220 !important; }
  .address { color: #9db3ff !important; }
}`

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

const htmlOf = ({ productName, title, paragraphs, quote, button, notes }: Letter): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<div style="display:none;max-height:0;overflow:hidden">${html(paragraphs[0] ?? '')}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td class="small" style="${font};font-size:14px;font-weight:600;padding:0 4px 14px">${html(productName)}</td></tr>
<tr><td class="card" style="padding:36px 40px;border-radius:12px;${font};font-size:16px;line-height:1.55">
<h1 class="words" style="margin:0 0 18px;font-size:24px;line-height:1.25;font-weight:650">${html(title)}</h1>
${paragraphs.map((words) => `<p class="words" style="margin:0 0 16px">${html(words)}</p>`).join('\n')}
${quote === undefined ? '' : `<blockquote class="quote" style="margin:0 0 20px;padding:4px 0 4px 16px">${html(quote)}</blockquote>`}
<p class="button" style="margin:26px 0"><a href="${escaped(button.url)}" target="_blank" style="display:inline-block;padding:14px 28px;border-radius:8px;font-weight:600;text-decoration:none">${html(button.label)}</a></p>
${notes.map((words) => `<p class="small" style="margin:0 0 10px;font-size:14px">${html(words)}</p>`).join('\n')}
<p class="small" style="margin:18px 0 0;font-size:13px">If the button does nothing, open this address:<br><span class="address" style="word-break:break-all">${escaped(button.url)}</span></p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
