/** Loads the product's description of its permissions. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import type { Output } from '../../../shared/client/client.ts'
import type { getCatalog } from '../../../shared/contract/catalog.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useUsher } from './api.ts'

export type Catalog = Output<typeof getCatalog>

/** The same for every account, until the next deploy. */
export const useCatalog = () => {
  const usher = useUsher()
  const { language } = useSpeech()
  return useQuery({
    queryKey: ['catalog', language],
    queryFn: () => answered(usher.getCatalog({ query: { language } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A permission's label, or its own name if it's no longer described. */
export const usePermissionName = (): ((permission: string) => string) => {
  const own: Readonly<Record<string, string>> = useWords('roles').permissionNames
  const { data } = useCatalog()
  const labels = useMemo(
    () => new Map(data?.permissions.map(({ permission, label }) => [permission, label])),
    [data],
  )
  return useCallback((permission) => own[permission] ?? labels.get(permission) ?? permission, [own, labels])
}
