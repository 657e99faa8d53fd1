/** SES on this machine: a mailbox that keeps what's sent, across restarts, and shows it on a page. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import * as z from 'zod/mini'

/**
 * A CommonJS package with a default export, which Node and Vite import differently; `require` works the same in both.
 */
const require = createRequire(import.meta.url)
const mailServer: typeof import('aws-ses-v2-local') = require('aws-ses-v2-local')
/** The package keeps emails only in memory; this is that memory. */
const memory: typeof import('aws-ses-v2-local/dist/store.js') = require('aws-ses-v2-local/dist/store.js')

const store = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      from: z.string(),
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      body: z.object({ text: z._default(z.string(), ''), html: z._default(z.string(), '') }),
    }),
  ),
})

export type ReceivedMail = z.output<typeof store>['emails'][number]

/**
 * Starts with the emails in `file`, one JSON text per line, and appends each new one. Without a file it starts empty.
 */
export const startMailbox = async (port: number, file?: string): Promise<Server> => {
  memory.clearStore()
  if (file !== undefined && existsSync(file)) for (const mail of mailsIn(file)) memory.saveEmail(mail)
  const server = await mailServer.default({ host: '127.0.0.1', port })
  answerByAddress(server)
  if (file !== undefined) keepMails(server, file)
  return server
}

type StoredMail = ReturnType<typeof memory.getStoreReadonly>['emails'][number]

/** Adds `GET /store?to=<address>`: the package itself only lists all emails, which have some 4 kB each. */
const answerByAddress = (server: Server): void => {
  const others = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const [path, search] = (request.url ?? '').split('?')
    const to = new URLSearchParams(search).get('to')
    if (path !== '/store' || to === null) {
      for (const listener of others) listener.call(server, request, response)
      return
    }
    const emails = memory.getStoreReadonly().emails.filter(({ destination }) => destination.to.includes(to))
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ emails }))
  })
}

/** Skips a line that was cut off when the process died. */
const mailsIn = (file: string): StoredMail[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })

/**
 * After each request, the file has what the memory has. If the disk is full, emails are lost at the next start, but not
 * before.
 */
const keepMails = (server: Server, file: string): void => {
  const lines = (mails: readonly StoredMail[]) => mails.map((mail) => `${JSON.stringify(mail)}\n`).join('')
  let kept = memory.getStoreReadonly().emails.length
  const keep = () => {
    const { emails } = memory.getStoreReadonly()
    try {
      if (emails.length < kept) writeFileSync(file, lines(emails))
      else if (emails.length > kept) appendFileSync(file, lines(emails.slice(kept)))
      kept = emails.length
    } catch {
      // Retried after the next request.
    }
  }
  server.on('request', (_, response) => response.once('finish', keep))
}

/** The emails that an address has received, oldest first. */
export const mailsTo = async (mailUrl: string, address: string): Promise<ReceivedMail[]> => {
  const answer = await fetch(`${mailUrl}/store?${new URLSearchParams({ to: address })}`)
  return store.parse(await answer.json()).emails
}

/** The invitation's URL in an email; undefined if it has none. */
export const linkIn = (mail: ReceivedMail): string | undefined =>
  /https?:\/\/\S+\/join#\S+/.exec(mail.body.text)?.[0]
