/**
 * Secrets Manager: the template's secrets, created once and kept in the data folder. The key is what a `Ref` to them
 * returns.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Template } from '../template/template.ts'

const secretProperties = z.object({
  GenerateSecretString: z.object({
    SecretStringTemplate: z.string(),
    GenerateStringKey: z.string(),
    PasswordLength: z.number(),
  }),
})

export class Secrets {
  readonly #files: ReadonlyMap<string, string>

  constructor(template: Template, dataDir: string) {
    this.#files = new Map(
      template.ofType('AWS::SecretsManager::Secret', secretProperties).map(({ id, properties }) => {
        const file = join(dataDir, `secret-${id}.json`)
        if (!existsSync(file)) write(file, generated(properties.GenerateSecretString))
        return [String(template.resolve({ Ref: id })), file]
      }),
    )
  }

  /** Throws if the secret doesn't exist. */
  get(secretId: string): string {
    return readFileSync(this.#fileOf(secretId), 'utf8')
  }

  put(secretId: string, value: string): void {
    write(this.#fileOf(secretId), value)
  }

  #fileOf(secretId: string): string {
    const file = this.#files.get(secretId)
    if (file === undefined) throw new Error('There is no such secret')
    return file
  }
}

const write = (file: string, value: string): void => writeFileSync(file, value, { mode: 0o600 })

type Generate = z.output<typeof secretProperties>['GenerateSecretString']

const generated = ({ SecretStringTemplate, GenerateStringKey, PasswordLength }: Generate): string =>
  JSON.stringify({
    ...JSON.parse(SecretStringTemplate),
    [GenerateStringKey]: randomBytes(PasswordLength).toString('hex').slice(0, PasswordLength),
  })
