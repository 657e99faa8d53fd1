/** `npm run mails`: writes every mail in every language, with the product's looks and texts, and a page that shows them all. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { deployedProduct } from '../../infra/product/deployed-product.ts'
import { sendingOf } from '../../infra/props-of-settings.ts'
import { readSettings } from '../../infra/read-settings.ts'
import { settings as file } from '../../usher.config.ts'
import { everyMail } from './every-mail.ts'

const folder = resolve('.build/mails')
mkdirSync(folder, { recursive: true })

const settings = readSettings(file, {})
const { logo, ...style } = deployedProduct(settings, sendingOf(settings)).mails
const mark = logo === undefined ? undefined : settings.brand.logo?.light
const product = {
  productName: settings.productName,
  style: { ...style, ...(mark !== undefined && { logo: pathToFileURL(mark).href }) },
}

const sections = Object.keys(style.words).flatMap((language) =>
  Object.entries(everyMail(language, product)).map(([name, { subject, text, html, sender }]) => {
    const base = `${name}.${language}`
    writeFileSync(join(folder, `${base}.html`), html)
    writeFileSync(join(folder, `${base}.txt`), text)
    const shown = [sender, subject].join(': ').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const frame = (scheme: string) =>
      `<iframe src="${base}.html" title="${base}, ${scheme}" style="color-scheme:${scheme}"></iframe>`
    return `<h2>${base}</h2><p>${shown} · <a href="${base}.txt">as text</a></p>${frame('light')}${frame('dark')}`
  }),
)
const page = `<!doctype html><meta charset="utf-8"><title>Mails</title>
<style>body{font:15px system-ui;margin:2rem}iframe{width:48%;height:640px;border:1px solid #ccc}</style>
<h1>Mails of ${product.productName.replaceAll('<', '&lt;')}</h1>${sections.join('\n')}`
writeFileSync(join(folder, 'index.html'), page)
console.info(
  `${sections.length} mails, as HTML and as text: ${pathToFileURL(join(folder, 'index.html')).href}`,
)
