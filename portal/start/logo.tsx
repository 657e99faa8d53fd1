/** The product's logo, or Usher's: an open door. The same drawing is the pages' icon. */
import type { PageBrand } from '../../shared/product/brand.ts'

type Props = { readonly size: number; readonly brand?: PageBrand | undefined }

export const Logo = ({ size, brand: { logo } = { links: {} } }: Props) =>
  logo ? (
    <picture>
      <source media="(prefers-color-scheme: dark)" srcSet={logo.dark} />
      <img src={logo.light} height={size} alt="" />
    </picture>
  ) : (
    <img src="/icon.svg" width={size} height={size} alt="" />
  )
