/** Whose page this is: the product's logo and name, as in its emails, in its colors. */
import type { PageBrand } from '../../shared/product/brand.ts'
import { showBrand } from '../start/brand.ts'
import { Logo } from '../start/logo.tsx'

export const Brand = ({ name, brand }: { readonly name: string; readonly brand: PageBrand }) => (
  <header className="brand">
    <Logo size={32} brand={brand} />
    <span>{name}</span>
  </header>
)

/** Passes the product's values to the page's style sheet. */
export const showJoinBrand = (brand: PageBrand): void => {
  showBrand(brand)
  const { accent, radius, font } = brand
  const { style } = document.documentElement
  if (accent) style.setProperty('--accent', `light-dark(${accent.light}, ${accent.dark})`)
  if (radius !== undefined) style.setProperty('--radius', `${radius}px`)
  if (font) style.setProperty('font-family', `${font.family}, system-ui, sans-serif`)
}
