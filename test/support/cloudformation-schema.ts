/** Checks a template against CloudFormation's own resource schemas, as found in the CDK's service specification. */
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec'
import type { Property, PropertyType, Resource, ResourceProperties } from '@aws-cdk/service-spec-types'
import type { Resources } from './synthesized.ts'

const specification = await loadAwsServiceSpec()

/**
 * The schema of a resource type; undefined for custom resources. Throws for a type that CloudFormation doesn't have.
 */
export const schemaOf = (type: string): Resource | undefined =>
  type.startsWith('Custom::')
    ? undefined
    : specification.lookup('resource', 'cloudFormationType', 'equals', type).only()

/**
 * Everything in the template that the schemas don't allow, one line each. Values that CloudFormation computes aren't
 * checked.
 */
export const faultsIn = (resources: Resources): string[] =>
  Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const schema = schemaOf(Type)
    return schema ? objectFaults(Properties, schema.properties, `${id} (${Type})`) : []
  })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether CloudFormation computes the value when it deploys. */
const isComputed = (value: unknown): boolean => {
  const [name, ...others] = isObject(value) ? Object.keys(value) : []
  return name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))
}

const objectFaults = (value: unknown, properties: ResourceProperties, path: string): string[] => {
  if (isComputed(value)) return []
  if (!isObject(value)) return [`${path} must be an object`]
  const missing = Object.entries(properties).filter(([name, { required }]) => required && !(name in value))
  return [
    ...missing.map(([name]) => `${path} lacks ${name}`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const property = properties[name]
      return property ? propertyFaults(one, property, `${path}.${name}`) : [`${path} has no property ${name}`]
    }),
  ]
}

/** A property that had other types in the past still accepts them. */
const propertyFaults = (value: unknown, { type, previousTypes = [] }: Property, path: string): string[] => {
  const tries = [type, ...previousTypes].map((one) => typeFaults(value, one, path))
  return tries.some((faults) => faults.length === 0) ? [] : (tries[0] ?? [])
}

const scalar = (value: unknown, good: boolean, what: string, path: string): string[] =>
  good ? [] : [`${path} must be ${what}, not ${JSON.stringify(value)}`]

const typeFaults = (value: unknown, type: PropertyType, path: string): string[] => {
  if (isComputed(value)) return []
  switch (type.type) {
    case 'string': {
      // CloudFormation converts numbers and booleans to text itself.
      const isText = ['string', 'number', 'boolean'].includes(typeof value)
      const allowed = type.allowedValues
      if (isText && allowed)
        return scalar(value, allowed.includes(String(value)), `one of ${allowed.join(', ')}`, path)
      return scalar(value, isText, 'text', path)
    }
    case 'integer':
    case 'number': {
      const isNumber = /^-?\d+(\.\d+)?$/.test(String(value))
      return scalar(
        value,
        isNumber && (type.type === 'number' || Number.isInteger(Number(value))),
        type.type,
        path,
      )
    }
    case 'boolean':
      return scalar(value, ['true', 'false'].includes(String(value)), 'true or false', path)
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((one, index) => typeFaults(one, type.element, `${path}[${index}]`))
        : [`${path} must be a list`]
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, one]) => typeFaults(one, type.element, `${path}.${name}`))
        : [`${path} must be a map`]
    case 'tag':
      return isObject(value) && 'Key' in value && 'Value' in value ? [] : [`${path} must be a tag`]
    case 'ref':
      return objectFaults(value, specification.get('typeDefinition', type.reference.$ref).properties, path)
    case 'union': {
      const tries = type.types.map((one) => typeFaults(value, one, path))
      return tries.some((faults) => faults.length === 0) ? [] : (tries[0] ?? [])
    }
    case 'null':
      return scalar(value, value === null, 'null', path)
    default:
      // Dates as text, and JSON, which can be anything.
      return []
  }
}
