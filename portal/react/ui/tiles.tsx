/** As many equal columns as there's room for. */
import type { ReactNode } from 'react'
import classes from './tiles.module.css'

type Props = {
  /** The minimum width of a column. */
  readonly least: string
  readonly gap?: 'xs' | 'sm' | 'md' | 'xl'
  readonly as?: 'div' | 'dl'
  readonly children: ReactNode
}

export const Tiles = ({ least, gap = 'md', as: Element = 'div', children }: Props) => (
  <Element
    className={classes.tiles}
    style={{ ['--least' as string]: least, ['--gap' as string]: `var(--mantine-spacing-${gap})` }}
  >
    {children}
  </Element>
)
