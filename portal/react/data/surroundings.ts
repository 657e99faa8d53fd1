/** What is around a page: the portal, which has the whole window, or a page of somebody else's product. */
import { createContext, useContext } from 'react'

export type Surroundings = {
  /** Whether the page is part of somebody else's, which has a title and margins of its own. */
  readonly embedded: boolean
  /** Whether there's room for tables; undefined if the window's width says so. */
  readonly roomy?: boolean
  /** Whether links lead to the other pages. */
  readonly linked: boolean
  /** The page that was asked for; the others lead back to it. */
  readonly home?: { readonly label: string; readonly to: string }
  /** What the history keeps for the page with its current entry. */
  readonly entry: () => unknown
}

const context = createContext<Surroundings>({
  embedded: false,
  linked: true,
  entry: () => history.state,
})

export const SurroundingsProvider = context.Provider

export const useSurroundings = (): Surroundings => useContext(context)
