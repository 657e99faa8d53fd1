/** The product after it was checked at synth: every text by language, every default filled in. */
import type { Accent } from './brand.ts'
import type { CompiledWords } from './replaced-words.ts'
import type { Language, TextByLanguage } from './text.ts'

export type CheckedPermission = {
  readonly label: TextByLanguage
  readonly description?: TextByLanguage | undefined
  readonly group?: TextByLanguage | undefined
  readonly sensitive: boolean
}

export type CheckedRole = {
  readonly label: TextByLanguage
  readonly description: TextByLanguage
  readonly permissions: readonly string[]
}

export type CheckedProduct = {
  readonly permissions: Readonly<Record<string, CheckedPermission>>
  readonly roles: Readonly<Record<string, CheckedRole>>
  readonly defaultRoles: readonly string[]
  readonly customPermissions: boolean
}

/** The look of the product's emails, and the texts that replace Usher's own. */
export type MailStyle = {
  /** Of the button and of links. */
  readonly accent: Accent
  /** Of corners, in pixels. */
  readonly radius: number
  /** The path of the product's logo in the portal. */
  readonly logo?: string | undefined
  /** The sender's name, if it isn't the product's. */
  readonly sender?: string | undefined
  readonly replyTo?: string | undefined
  /** The footer of each email, such as a postal address. */
  readonly footer?: TextByLanguage | undefined
  readonly words: Readonly<Record<Language, CompiledWords>>
}

/** What the functions of a deployment know about its product. */
export type DeployedProduct = CheckedProduct & { readonly mails: MailStyle }
