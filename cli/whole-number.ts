import { exitCodes, Failure } from './failure.ts'

/** Throws a `Failure` unless it's a whole number: JSON would turn it into null, and null removes a limit. */
export const wholeNumber = (option: string, text: string | undefined): number | undefined => {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new Failure(`${option} is ${text}; it must be a whole number`, 'usage', exitCodes.usage)
}
