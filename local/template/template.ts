/** The template that `cdk synth` makes, read as the description of what to run. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'

const templateFile = z.object({
  Outputs: z._default(z.record(z.string(), z.object({ Value: z.unknown() })), {}),
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.optional(z.unknown()) })),
})

/** What a `Ref` or a `Fn::GetAtt` of a resource resolves to on this machine. Without `attribute`, the `Ref`. */
export type LocalValue = (logicalId: string, type: string, attribute?: string) => string

/** The AWS account that this machine stands for. */
export const accountNumber = '000000000000'

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': accountNumber,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Usher',
  'AWS::StackId':
    'arn:aws:cloudformation:us-east-1:000000000000:stack/Usher/00000000-0000-0000-0000-000000000000',
}

/**
 * The beginning of the ids of Usher's own resources, which is its path in the stack: the rest of a stack is its host's,
 * and doesn't run here. Empty if the template isn't Usher's.
 */
const ownPath = (resources: z.output<typeof templateFile>['Resources']): string =>
  Object.keys(resources)
    .map((id) => /^(\w+)TokenKeySecret[0-9A-F]{8}$/.exec(id)?.[1])
    .find((path) => path !== undefined) ?? ''

/** What a host may bring for Usher's functions to use. */
const brought = ['AWS::Events::EventBus']

export class Template {
  readonly #path: string
  readonly #resources: z.output<typeof templateFile>['Resources']
  readonly #outputs: z.output<typeof templateFile>['Outputs']
  readonly #local: LocalValue
  readonly #assembly: string

  constructor(
    resources: z.output<typeof templateFile>['Resources'],
    assembly: string,
    local: LocalValue,
    outputs: z.output<typeof templateFile>['Outputs'] = {},
  ) {
    this.#path = ownPath(resources)
    this.#resources = resources
    this.#outputs = outputs
    this.#assembly = assembly
    this.#local = local
  }

  /** The value of one of the outputs. In a host's stack its name begins with the path, and ends with a hash. */
  output(name: string): string {
    const inHost = new RegExp(`^${this.#path}${name}[0-9A-F]{8}$`)
    const key = Object.keys(this.#outputs).find((one) => one === name || inHost.test(one)) ?? name
    return String(this.resolve(this.#outputs[key]?.Value))
  }

  /** Usher's resources of a type, with their intrinsic functions resolved, parsed by a schema. */
  ofType<S extends z.ZodMiniType>(
    type: string,
    schema: S,
  ): { readonly id: string; readonly properties: z.output<S> }[] {
    return Object.entries(this.#resources)
      .filter(
        ([id, resource]) => resource.Type === type && (id.startsWith(this.#path) || brought.includes(type)),
      )
      .map(([id, { Properties = {} }]) => ({ id, properties: schema.parse(this.resolve(Properties)) }))
  }

  /** Like `ofType`, for a resource that the stack has once. Throws if there's none. */
  single<S extends z.ZodMiniType>(
    type: string,
    schema: S,
  ): { readonly id: string; readonly properties: z.output<S> } {
    const [first] = this.ofType(type, schema)
    if (!first) throw new Error(`The template has no ${type}`)
    return first
  }

  typesBeginning(start: string): string[] {
    const own = Object.entries(this.#resources).filter(([id]) => id.startsWith(this.#path))
    return [...new Set(own.map(([, { Type }]) => Type))].filter((type) => type.startsWith(start))
  }

  /** The folder of an asset, by the key that it would have in the bucket. */
  asset(key: string): string {
    return join(this.#assembly, `asset.${key.replace(/\.zip$/, '')}`)
  }

  /** A value with its intrinsic functions replaced by what they resolve to on this machine. */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one))
    if (typeof value !== 'object' || value === null) return value
    const [[name, argument] = ['', undefined], ...rest] = Object.entries(value)
    if (rest.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
      return this.#intrinsic(name, argument)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.resolve(one)]))
  }

  #intrinsic(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(String(argument))
      case 'Fn::GetAtt': {
        const [id, attribute] = z.tuple([z.string(), z.string()]).parse(argument)
        return this.#local(id, this.#typeOf(id), attribute)
      }
      case 'Fn::Join': {
        const [separator, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(argument)
        return parts.map((part) => String(this.resolve(part))).join(separator)
      }
      case 'Fn::Sub':
        return z
          .string()
          .parse(argument)
          .replace(/\$\{([^}]+)\}/g, (_, id: string) => this.#ref(id))
      case 'Fn::Split': {
        const [separator, text] = z.tuple([z.string(), z.unknown()]).parse(argument)
        return String(this.resolve(text)).split(separator)
      }
      case 'Fn::Select': {
        const [index, list] = z.tuple([z.union([z.string(), z.number()]), z.unknown()]).parse(argument)
        return z.array(z.unknown()).parse(this.resolve(list))[Number(index)]
      }
      default:
        throw new Error(`The template uses ${name}, which is not known on this machine`)
    }
  }

  #ref(id: string): string {
    return pseudoParameters[id] ?? this.#local(id, this.#typeOf(id))
  }

  #typeOf(id: string): string {
    const resource = this.#resources[id]
    if (!resource) throw new Error(`The template refers to ${id}, which it does not have`)
    return resource.Type
  }
}

/** Reads a template file; its assets are next to it. */
export const readTemplate = (path: string, local: LocalValue): Template => {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const { Resources, Outputs } = templateFile.parse(file)
  return new Template(Resources, dirname(path), local, Outputs)
}
