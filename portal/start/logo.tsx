/** The product's mark, in one place for all pages: a door that stands open, unless the product brings its own. */
export const Logo = ({ size }: { readonly size: number }) => (
  <img src="/icon.svg" width={size} height={size} alt="" />
)
