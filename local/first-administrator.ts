/** Redeems the first administrator's email as a person would, so that after a first start somebody can sign in. */
import { linkIn, mailsTo } from './services/mailbox.ts'
import { StartError } from './settings.ts'

export const firstAdministrator = 'admin@acme.test'
const secondsToWait = 30

/** Throws if no email came, or its invitation wasn't valid. */
export const redeemFirstInvitation = async (apiUrl: string, mailUrl: string): Promise<void> => {
  const token = await tokenFromMail(mailUrl)
  const response = await fetch(`${apiUrl}/invitations/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (!response.ok)
    throw new StartError(`The first administrator could not join: the API answered ${response.status}.`)
}

const tokenFromMail = async (mailUrl: string): Promise<string> => {
  for (let tries = 0; tries < secondsToWait * 10; tries++) {
    const mail = (await mailsTo(mailUrl, firstAdministrator)).at(-1)
    const token = mail && linkIn(mail)?.split('#')[1]
    if (token) return token
    await new Promise((resume) => setTimeout(resume, 100))
  }
  throw new StartError(
    `No mail came to ${firstAdministrator} within ${secondsToWait} seconds. See the log file.`,
  )
}
