/** The style sheet of `usher/react`: every rule of it holds only inside of `.usher`. */
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { type AtRule, parse, type Root, type Rule } from 'postcss'

const root = resolve(import.meta.dirname, '..')
const sheets = [
  'portal/embed/styles.css',
  'node_modules/@mantine/core/styles.css',
  'node_modules/@mantine/notifications/styles.css',
  'portal/react/ui/less-motion.css',
]

const classes = /\.(-?[_a-z][\w-]*)/gi

export type CssModule = { readonly names: Readonly<Record<string, string>>; readonly css: string }

/** A CSS module with names that no other has, nor likely anyone's page. */
export const cssModule = (file: string): CssModule => {
  const own = basename(file, '.module.css')
  const names: Record<string, string> = {}
  const sheet = parse(readFileSync(file, 'utf8'))
  sheet.walkRules((rule) => {
    rule.selector = rule.selector.replace(/:global\(([^)]*)\)/g, '$1').replace(classes, (_, name: string) => {
      names[name] = `usher-${own}-${name}`
      return `.${names[name]}`
    })
  })
  return { names, css: sheet.toString() }
}

/** What the document's root and body have, the elements of `portal/embed/styles.css` have in their place. */
const ofTheDocument = /^(:root|:host|html|body)\b/

const isInside = /^\.usher(?![\w-])/

/** All rules that the code can have a use for: a class of the component library is in the code of its component. */
export const embeddedCss = (code: string, modules: readonly CssModule[]): string => {
  const texts = [
    ...sheets.map((file) => readFileSync(resolve(root, file), 'utf8')),
    ...modules.map((one) => one.css),
  ]
  const sheet = parse(texts.join('\n'))
  const isUsed = (selector: string) =>
    [...selector.matchAll(/\.(m_[0-9a-f]+)/g)].every(([, name = '']) => code.includes(name))
  sheet.walkRules((rule) => {
    if (isFrame(rule)) return
    const kept = rule.selectors.filter((one) => !ofTheDocument.test(one) && isUsed(one))
    if (kept.length === 0) rule.remove()
    else rule.selectors = kept.map((one) => (isInside.test(one) ? one : `.usher ${one}`))
  })
  withoutEmpty(sheet)
  return transformSync(sheet.toString(), { loader: 'css', minify: true }).code.trim()
}

/** A step of an animation. */
const isFrame = ({ parent }: Rule): boolean =>
  parent?.type === 'atrule' && (parent as AtRule).name.endsWith('keyframes')

const withoutEmpty = (sheet: Root): void => {
  sheet.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove()
  })
}
