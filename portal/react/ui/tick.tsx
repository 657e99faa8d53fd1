/** The box that selects a row: the browser's own, in the accent's colour. A list has many of them. */
import classes from './tick.module.css'

type Props = {
  readonly label: string
  readonly checked: boolean
  /** Whether some of what it stands for is selected, and some isn't. */
  readonly partly?: boolean
  readonly onChange: () => void
}

export const Tick = ({ label, checked, partly = false, onChange }: Props) => (
  <input
    type="checkbox"
    className={classes.tick}
    aria-label={label}
    checked={checked}
    ref={(box) => {
      if (box) box.indeterminate = partly
    }}
    onChange={onChange}
  />
)
