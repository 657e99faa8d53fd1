/** Whose page this is: the product's mark and name, as its mails have them. */
import { Logo } from '../start/logo.tsx'

export const Brand = ({ name }: { readonly name: string }) => (
  <header className="brand">
    <Logo size={32} />
    <span>{name}</span>
  </header>
)
