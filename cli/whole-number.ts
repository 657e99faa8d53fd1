import { exitCodes, Failure } from './failure.ts'

/** Throws a `Failure` for what is no whole number: JSON would make null of it, and null takes a limit away. */
export const wholeNumber = (option: string, text: string | undefined): number | undefined => {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new Failure(`${option} is ${text}; it must be a whole number`, 'usage', exitCodes.usage)
}
