/** Reads what a source file declares, with its doc comments. TypeScript 7 has no stable API for that; swc parses it. */
import { readFileSync } from 'node:fs'
import {
  type ClassMember,
  type ModuleItem,
  type Param,
  type Pattern,
  parseSync,
  type Span,
  type TsTypeElement,
} from '@swc/core'

export interface Member {
  /** As one writes it: `name`, `name?`, or a call with its parameters. */
  readonly name: string
  readonly type: string
  readonly isStatic: boolean
  readonly isMethod: boolean
  /** The doc comment, as one paragraph; undefined if there's none. */
  readonly says: string | undefined
}

export interface Declaration {
  readonly name: string
  readonly isClass: boolean
  readonly says: string | undefined
  /** The interfaces that it takes the members of, too. */
  readonly also: readonly string[]
  readonly members: readonly Member[]
}

type Source = {
  /** The source text of a node. */
  readonly textOf: (node: { readonly span: Span }) => string
  /** The doc comment before a node. */
  readonly saidBefore: (node: { readonly span: Span }) => string | undefined
}

/** swc counts bytes, from where an earlier file ended; a module begins at its first token. */
const sourceOf = (bytes: Buffer, module: { readonly span: Span }): Source => {
  const text = bytes.toString()
  const first = /^(\s|\/\*[\s\S]*?\*\/|\/\/.*)*/.exec(text)?.[0] ?? ''
  const base = module.span.start - Buffer.byteLength(first)
  const slice = (start: number, end: number) => bytes.subarray(start - base, end - base).toString()
  return {
    textOf: ({ span }) => slice(span.start, span.end),
    saidBefore: ({ span }) => {
      const before = slice(base, span.start)
      const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export )?$/.exec(before)?.[1]
      return comment?.replaceAll(/^\s*\* ?/gm, '').trim()
    },
  }
}

const typeOf = (text: string): string => text.replace(/^:\s*/, '').replaceAll(/\s+/g, ' ')

/** A parameter by its name, or `options` if its parts are taken at once. */
const parameter = (pattern: Pattern, { textOf }: Source): string => {
  if (pattern.type === 'AssignmentPattern')
    return parameter(pattern.left, { textOf } as Source).replace(':', '?:')
  if (pattern.type === 'Identifier') {
    const { value, typeAnnotation } = pattern as typeof pattern & { typeAnnotation?: { span: Span } }
    return typeAnnotation ? `${value}: ${typeOf(textOf(typeAnnotation))}` : value
  }
  if (pattern.type === 'ObjectPattern' && pattern.typeAnnotation)
    return `options: ${typeOf(textOf(pattern.typeAnnotation))}`
  throw new Error(`A parameter is not known here: ${pattern.type}`)
}

const call = (name: string, parameters: readonly Param[], source: Source): string =>
  `${name}(${parameters.map(({ pat }) => parameter(pat, source)).join(', ')})`

const ofInterface = (element: TsTypeElement, source: Source): readonly Member[] => {
  if (element.type !== 'TsPropertySignature' || element.key.type !== 'Identifier') return []
  return [
    {
      name: `${element.key.value}${element.optional ? '?' : ''}`,
      type: element.typeAnnotation ? typeOf(source.textOf(element.typeAnnotation)) : '',
      isStatic: false,
      isMethod: false,
      says: source.saidBefore(element),
    },
  ]
}

const ofClass = (member: ClassMember, source: Source): readonly Member[] => {
  const says = source.saidBefore(member)
  if (member.type === 'Constructor') {
    if (member.accessibility === 'private') return []
    const parameters = member.params.filter((one): one is Param => 'pat' in one)
    return [{ name: call('new', parameters, source), type: '', isStatic: true, isMethod: true, says }]
  }
  if ((member.type !== 'ClassMethod' && member.type !== 'ClassProperty') || member.key.type !== 'Identifier')
    return []
  const { value: name } = member.key
  const { isStatic } = member
  if (member.type === 'ClassProperty')
    return [{ name, type: typeOf(textIn(member.typeAnnotation, source)), isStatic, isMethod: false, says }]
  const { params, returnType } = member.function
  const type = typeOf(textIn(returnType, source))
  return [{ name: call(name, params, source), type, isStatic, isMethod: true, says }]
}

const textIn = (node: { readonly span: Span } | undefined, { textOf }: Source): string =>
  node ? textOf(node) : ''

const called = (one: Member | undefined): string | undefined =>
  one?.isMethod ? one.name.split('(')[0] : undefined

/** The signature of an overloaded method that only its body has. */
const isBody = (member: Member, index: number, all: readonly Member[]): boolean =>
  member.isMethod && called(member) === called(all[index - 1]) && called(member) !== called(all[index + 1])

/** Everything that can be read but what is internal. */
const shown = (members: readonly Member[]): readonly Member[] =>
  members.filter((one, index, all) => !one.says?.startsWith('@internal') && !isBody(one, index, all))

const declarationIn = (item: ModuleItem, source: Source): readonly Declaration[] => {
  if (item.type !== 'ExportDeclaration') return []
  const { declaration } = item
  const says = source.saidBefore(item)
  switch (declaration.type) {
    case 'TsInterfaceDeclaration':
      return [
        {
          name: declaration.id.value,
          isClass: false,
          says,
          also: declaration.extends.map((one) => source.textOf(one)),
          members: shown(declaration.body.body.flatMap((one) => ofInterface(one, source))),
        },
      ]
    case 'TsTypeAliasDeclaration': {
      const { id, typeAnnotation: type } = declaration
      if (type.type !== 'TsTypeLiteral') return []
      const members = shown(type.members.flatMap((one) => ofInterface(one, source)))
      return [{ name: id.value, isClass: false, says, also: [], members }]
    }
    case 'ClassDeclaration': {
      const members = shown(declaration.body.flatMap((one) => ofClass(one, source)))
      return [{ name: declaration.identifier.value, isClass: true, says, also: [], members }]
    }
    case 'FunctionDeclaration': {
      const name = declaration.identifier.value
      const written = call(name, declaration.params, source)
      const member = { name: written, type: '', isStatic: false, isMethod: true, says }
      return [{ name, isClass: true, says: undefined, also: [], members: [member] }]
    }
    default:
      return []
  }
}

/** Every exported interface, class, function and type of an object. */
export const declarationsIn = (file: string): readonly Declaration[] => {
  const bytes = readFileSync(file)
  const module = parseSync(bytes.toString(), { syntax: 'typescript', target: 'es2024' })
  const source = sourceOf(bytes, module)
  return module.body.flatMap((item) => declarationIn(item, source))
}
