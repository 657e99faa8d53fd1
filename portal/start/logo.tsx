/** The mark of Usher: a door that stands open. The same drawing is the pages' icon. */
export const Logo = ({ size }: { readonly size: number }) => (
  <img src="/icon.svg" width={size} height={size} alt="" />
)
