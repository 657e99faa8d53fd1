/** Where the focus goes after a form was refused. */

/** Focuses the first field that is marked as wrong, once the page shows it. */
export const focusFirstError = (form: HTMLFormElement): void => {
  setTimeout(() => {
    const field = form.querySelector('[aria-invalid="true"]')
    if (field instanceof HTMLElement) field.focus()
  })
}
