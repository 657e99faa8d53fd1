/** Looks up the record that proves a domain. */
import { Resolver } from 'node:dns/promises'

/** Milliseconds for one question to one name server, and for the whole lookup. */
const perQuestion = 2_000
const longest = 6_000

/** The answers that say for certain that there is no record: no such name, or none of this type. */
const nothing: readonly unknown[] = ['ENOTFOUND', 'ENODATA']

/** Whether a TXT record of this name has the value. Undefined if the name servers didn't answer, or not clearly. */
export const isRecordThere = async (name: string, value: string): Promise<boolean | undefined> => {
  const resolver = new Resolver({ timeout: perQuestion, tries: 2 })
  const { DNS_SERVERS: servers } = process.env
  if (servers) resolver.setServers(servers.split(','))
  const timer = setTimeout(() => resolver.cancel(), longest)
  try {
    const records = await resolver.resolveTxt(name)
    return records.some((parts) => parts.join('').trim() === value)
  } catch (error) {
    return error instanceof Error && 'code' in error && nothing.includes(error.code) ? false : undefined
  } finally {
    clearTimeout(timer)
  }
}
