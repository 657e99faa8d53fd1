/** The last element outside of windows and menus that had the focus, which gets it back once they're closed. */

let last: HTMLElement | undefined

const remember = (event: FocusEvent) => {
  // In a shadow root, the event's own target is the element that has it.
  const [target] = event.composedPath()
  if (target instanceof HTMLElement && !target.closest('[role="dialog"], [role="menu"]')) last = target
}

// A server that renders a product's pages has no document.
if (typeof document !== 'undefined') document.addEventListener('focusin', remember)

export const lastFocusOutside = (): HTMLElement | undefined => last
