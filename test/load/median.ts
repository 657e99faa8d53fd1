/** The one number that a benchmark prints of many rounds. */

/** The middle of the values; of none it is 0. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
