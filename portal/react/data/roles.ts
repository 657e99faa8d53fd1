/** Loads an account's roles. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import type { Output, UsherClient } from '../../../shared/client/client.ts'
import type { listRoles } from '../../../shared/contract/roles.ts'
import type { Language } from '../../words/language.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { accountKey, useAccount, useMay } from './account.ts'
import { useUsher } from './api.ts'

export type Role = Output<typeof listRoles>['items'][number]

/** The roles, with the product's named in the language. Without a language, the key matches all of them. */
export const rolesQuery = (usher: UsherClient, accountId: string, language?: Language) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'roles', ...(language === undefined ? [] : [language])],
    queryFn: async (): Promise<readonly Role[]> =>
      (await answered(usher.listRoles({ accountId, query: { language } }))).items,
  })

export const useRoles = () => {
  const { accountId } = useAccount()
  const { language } = useSpeech()
  return useQuery({ ...rolesQuery(useUsher(), accountId, language), enabled: useMay('roles:read') })
}

/** A role's name: built-in ones have a name in each language, and others the one they were given. */
export const useRoleTitle = (): ((role: Role) => string) => {
  const words: Readonly<Record<string, string>> = useWords('roles').builtInNames
  return useCallback(({ roleId, builtIn, name }) => (builtIn ? words[roleId] : undefined) ?? name, [words])
}

/** Whether the names of roles are still to come. Texts that stay as they are, such as notices and files, wait for them. */
export const useRolesLoading = (): boolean => useRoles().isLoading

/** A role's name by its id, empty until the names have been loaded; the id itself if the caller may not see roles. */
export const useRoleName = (): ((roleId: string) => string) => {
  const { data, isLoading } = useRoles()
  const { goneRole } = useWords('users')
  const titleOf = useRoleTitle()
  return useMemo(() => {
    const names = new Map(data?.map((role) => [role.roleId, titleOf(role)]))
    const unnamed = (roleId: string) => (isLoading ? '' : data ? goneRole(roleId) : roleId)
    return (roleId) => names.get(roleId) ?? unnamed(roleId)
  }, [data, isLoading, goneRole, titleOf])
}

/** What a role is for; the API only describes the built-in ones in English. */
export const useRoleDescription = (): ((role: Role) => string) => {
  const words: Readonly<Record<string, string>> = useWords('roles').builtInDescriptions
  return ({ roleId, builtIn, description }) => (builtIn ? words[roleId] : undefined) ?? description
}
