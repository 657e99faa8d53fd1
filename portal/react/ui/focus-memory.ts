/** What had the focus last outside of windows and menus: where it belongs once they are closed. */

let last: HTMLElement | undefined

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest('[role="dialog"], [role="menu"]')) last = target
})

export const lastFocusOutside = (): HTMLElement | undefined => last
