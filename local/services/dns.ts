/** A name server for the records that prove domains: TXT records of this machine's own, and of no other name. */
import { createSocket, type Socket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode, encode, type Packet } from 'dns-packet'

/** What a name server says: records, that there's no such name or none of this type, that it failed, or nothing at all. */
export type DnsAnswer = readonly string[] | 'nodata' | 'servfail' | 'silent'

/** Response codes of RFC 1035, in the flags of an answer. */
const codes = { none: 0, servfail: 2, nxdomain: 3 } as const

export const startDns = async (port: number, answerOf: (name: string) => DnsAnswer): Promise<Socket> => {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port: to, address }) => {
    const query = queryIn(message)
    const name = query?.questions?.[0]?.name.toLowerCase() ?? ''
    const answer = answerOf(name)
    if (query && answer !== 'silent') socket.send(encode(answerTo(query, name, answer)), to, address)
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.on('error', reject).bind(port, '127.0.0.1', resolve)
  await promise
  return socket
}

/** Undefined for anything that isn't a DNS message. */
const queryIn = (message: Buffer): Packet | undefined => {
  try {
    return decode(message)
  } catch {
    return undefined
  }
}

const answerTo = ({ id, questions }: Packet, name: string, answer: Exclude<DnsAnswer, 'silent'>): Packet => {
  const code = answer === 'servfail' ? codes.servfail : answer.length === 0 ? codes.nxdomain : codes.none
  const records = typeof answer === 'string' ? [] : answer
  return {
    type: 'response',
    flags: code,
    ...(id === undefined ? {} : { id }),
    ...(questions && { questions }),
    answers: records.map((data) => ({ type: 'TXT', name, data })),
  }
}

/** The records in this folder: the file with a name has its records, one a line. */
export const recordsIn =
  (folder: string) =>
  (name: string): DnsAnswer => {
    if (!/^[a-z0-9_.-]+$/.test(name)) return []
    try {
      return readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    } catch {
      return []
    }
  }
