/** The reference of `usher/cdk`, as Markdown, from the doc comments of what it exports. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Declaration, declarationsIn, type Member } from './declarations.ts'

const entryPoint = 'package/cdk.ts'

/** What one looks for first; the rest follows in the order in which the package exports it. */
const first = ['Usher', 'UsherProps', 'Options']

/** The names that the package exports, with the file of each. */
const exported = (): readonly (readonly [name: string, file: string])[] =>
  [...readFileSync(entryPoint, 'utf8').matchAll(/^export (?:type )?\{([^}]+)\} from '([^']+)'/gm)].flatMap(
    ([, names = '', file = '']) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .map((name) => [name, join('package', file)] as const),
  )

const described = (): readonly Declaration[] => {
  const byFile = new Map<string, readonly Declaration[]>()
  const found = exported().flatMap(([name, file]) => {
    const declarations = byFile.get(file) ?? declarationsIn(file)
    byFile.set(file, declarations)
    return declarations.filter((one) => one.name === name)
  })
  const place = ({ name }: Declaration) => (first.includes(name) ? first.indexOf(name) : first.length)
  return found.toSorted((a, b) => place(a) - place(b))
}

/** A comment as one paragraph, with its default at the end; examples of code stay with the source. */
const paragraph = (says = ''): string => {
  const [text = '', value] = says.split(/@default /)
  const prose = text
    .replace(/@throws (\w+)([^.]*)/, 'Throws `$1`$2.')
    .replaceAll(/docs\/([\w-]+\.md)/g, '[$1]($1)')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return value === undefined ? prose : `${prose} Default: \`${value.trim()}\`.`
}

const anchor = (name: string): string => `[\`${name}\`](#${name.toLowerCase()})`

/** Names of what this page has, as links. */
const linked = (type: string, names: ReadonlySet<string>): string =>
  names.has(type) ? anchor(type) : `\`${type}\``

const list = (members: readonly Member[], names: ReadonlySet<string>): readonly string[] =>
  members.map(({ name, type, says }) => `- \`${name}\`, ${linked(type, names)}: ${paragraph(says)}`)

const methods = (owner: string, members: readonly Member[]): readonly string[] =>
  members.flatMap(({ name, isStatic, says }) => {
    const written = name.startsWith('new(') ? `new ${owner}${name.slice('new'.length)}` : name
    const call = isStatic && written === name ? `${owner}.${name}` : written
    return [`### \`${call}\``, '', ...(says === undefined ? [] : [paragraph(says), ''])]
  })

const section = ({ name, isClass, says, also, members }: Declaration, names: ReadonlySet<string>): string => {
  const fields = members.filter(({ isMethod }) => !isMethod)
  const lines = [
    `## ${name}`,
    '',
    ...(says === undefined ? [] : [paragraph(says), '']),
    ...(isClass
      ? methods(
          name,
          members.filter(({ isMethod }) => isMethod),
        )
      : []),
    ...(fields.length > 0 ? [...list(fields, names), ''] : []),
    ...(also.length > 0 ? [`And everything of ${also.map(anchor).join(', ')}.`, ''] : []),
  ]
  return lines.join('\n')
}

/** The whole page. */
export const constructReference = (): string => {
  const declarations = described()
  const names = new Set(declarations.map(({ name }) => name))
  const head = `# Reference of \`usher/cdk\`

[part-of-your-app.md](part-of-your-app.md) shows how to use it. \`npm run construct-reference\` writes this page from the
comments in the code.
`
  return [head, ...declarations.map((one) => section(one, names))].join('\n')
}
