/** Links to the product's own pages, below Usher's. */
import type { PageBrand } from '../../shared/product/brand.ts'

type Props = {
  readonly links: PageBrand['links']
  readonly words: Readonly<Record<keyof PageBrand['links'], string>>
  readonly label: string
  readonly className?: string | undefined
}

const kinds = ['help', 'terms', 'privacy'] as const

export const ProductLinks = ({ links, words, label, className }: Props) => {
  const given = kinds.flatMap((kind) => (links[kind] === undefined ? [] : [{ kind, to: links[kind] }]))
  if (given.length === 0) return null
  return (
    <nav className={className} aria-label={label}>
      {given.map(({ kind, to }) => (
        <a key={kind} href={to} target="_blank" rel="noreferrer">
          {words[kind]}
        </a>
      ))}
    </nav>
  )
}
