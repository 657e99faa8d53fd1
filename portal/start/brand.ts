/** The parts of the product's look outside of components: the page's icon and its font. */
import type { PageBrand } from '../../shared/product/brand.ts'

/** If a font doesn't load, the page uses the next one of its family. */
export const showBrand = ({ logo, font }: PageBrand): void => {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (logo && icon) {
    icon.removeAttribute('type')
    icon.href = logo.light
  }
  if (font?.file === undefined) return
  const [family = ''] = font.family.split(',')
  const face = new FontFace(family.trim().replaceAll('"', ''), `url(${font.file})`, {
    weight: '100 900',
    display: 'swap',
  })
  document.fonts.add(face)
  face.load().catch(() => undefined)
}
