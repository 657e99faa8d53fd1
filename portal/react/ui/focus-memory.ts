/** The last element outside of windows and menus that had the focus, which gets it back once they're closed. */

let last: HTMLElement | undefined

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest('[role="dialog"], [role="menu"]')) last = target
})

export const lastFocusOutside = (): HTMLElement | undefined => last
