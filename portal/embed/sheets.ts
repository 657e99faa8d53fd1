/**
 * Style sheets, made by script and adopted by the document or shadow root that an element is in. A content security
 * policy without `unsafe-inline` and without a nonce allows them.
 */
import { useLayoutEffect } from 'react'

type Root = Document | ShadowRoot
type Held = { readonly sheet: CSSStyleSheet; holders: number }

/** The adopted sheets by their text, so that many elements share one. */
const held = new WeakMap<Root, Map<string, Held>>()

const adopt = (root: Root, text: string): (() => void) => {
  const sheets = held.get(root) ?? new Map<string, Held>()
  held.set(root, sheets)
  const one = sheets.get(text) ?? { sheet: new CSSStyleSheet(), holders: 0 }
  if (one.holders === 0) {
    one.sheet.replaceSync(text)
    root.adoptedStyleSheets.push(one.sheet)
    sheets.set(text, one)
  }
  one.holders += 1
  return () => {
    one.holders -= 1
    if (one.holders > 0) return
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== one.sheet)
    sheets.delete(text)
  }
}

export const useSheet = (element: HTMLElement | null, text: string): void =>
  useLayoutEffect(() => (element ? adopt(element.getRootNode() as Root, text) : undefined), [element, text])
