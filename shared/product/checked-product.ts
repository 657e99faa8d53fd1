/** The product once it has been checked at synth: every text by language, every default filled in. */
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

/** How the product's mails look, and what they say in the place of Usher's own texts. */
export type MailStyle = {
  /** Of the button and of links. */
  readonly accent: Accent
  /** Of corners, in pixels. */
  readonly radius: number
  /** Where the portal has the product's mark. */
  readonly logo?: string | undefined
  /** Who mails are from, where that is not the product's name. */
  readonly sender?: string | undefined
  readonly replyTo?: string | undefined
  /** What stands at the end of each mail, such as a postal address. */
  readonly footer?: TextByLanguage | undefined
  readonly words: Readonly<Record<Language, CompiledWords>>
}

/** What the functions of a deployment know of its product. */
export type DeployedProduct = CheckedProduct & { readonly mails: MailStyle }
