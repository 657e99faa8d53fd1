/** The languages of this deployment: Usher's own, and those that the product adds. */
import { fieldError } from '../../shared/contract/field-errors.ts'
import { Problem } from '../problem.ts'
import { product } from './product.ts'

/** 422 for a language that nothing is written in. */
export const requireLanguage = (language: string | undefined): void => {
  const allowed = Object.keys(product.mails.words)
  if (language === undefined || allowed.includes(language)) return
  const errors = [fieldError('language', { code: 'not_one_of', allowed })]
  throw new Problem('invalid_request', 'The language is not one of this deployment', { errors })
}
