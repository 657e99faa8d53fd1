/** Looking at the portal as somebody who has one role, and no other, would see it. */
import { createContext, useContext } from 'react'
import type { Role } from './roles.ts'

type ViewAs = { readonly begin: (role: Role) => void }

const context = createContext<ViewAs | undefined>(undefined)

export const ViewAsProvider = context.Provider

/** None where the frame around the pages doesn't offer it, or somebody is looking so already. */
export const useViewAs = (): ViewAs | undefined => useContext(context)
