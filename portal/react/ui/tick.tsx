/** The box that selects a row: the browser's own, in the accent color, because a list has many of them. */
import classes from './tick.module.css'

type Props = {
  readonly label: string
  readonly checked: boolean
  /** Whether only some of what it stands for is selected. */
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
