/** Every mail that Usher writes, as somebody of an account called Acme would get it. */
import type { Mail } from '../../functions/mail/layout.ts'
import {
  addressCodeMail,
  alreadyInMail,
  confirmAddressMail,
  domainLostMail,
  invitationMail,
  joinedMail,
  reminderMail,
  requestsMail,
} from '../../functions/mail/message.ts'
import type { MailLanguage } from '../../shared/contract/mail.ts'
import type { MailStyle } from '../../shared/product/checked-product.ts'

type Product = { readonly productName: string; readonly style: MailStyle }

/** By what they are called here. */
export const everyMail = (language: MailLanguage, product: Product): Readonly<Record<string, Mail>> => {
  const url = 'https://users.example.com/join#p.1.c2FtcGxl'
  const asked = { language, ...product, accountName: 'Acme', thread: 'acc_1.usr_1' }
  const common = {
    ...asked,
    preferencesUrl: 'https://users.example.com/join#m.1.c2FtcGxl',
    unsubscribeUrl: 'https://users.example.com/v1/mail-preferences/m.1.c2FtcGxl/unsubscribe',
  }
  const roles = [
    { roleId: 'member', name: 'Member', source: 'built-in' },
    { roleId: 'rol_1', name: 'Editor', source: 'account' },
  ] as const
  const link = { url, code: '7K3QF-9XW2M', expiresAt: new Date('2026-12-04T10:00:00Z') }
  const usersUrl = 'https://users.example.com/accounts/acc_1/users'
  const notice = (about: Parameters<typeof joinedMail>[0]['about']): Mail =>
    joinedMail({
      ...asked,
      about,
      person: { email: 'grace@example.com', name: 'Grace Hopper' },
      roles,
      url: usersUrl,
      settingsUrl: 'https://users.example.com/accounts/acc_1/me',
    })
  return {
    invitation: invitationMail({
      ...common,
      ...link,
      roles,
      inviterName: 'Ada Lovelace',
      message: 'Hello Grace,\nthe reports are in the folder “2026”.',
    }),
    'invitation-without-inviter': invitationMail({ ...common, ...link, roles }),
    'confirm-address': confirmAddressMail({ ...common, ...link, roles }),
    'already-in': alreadyInMail({ ...common, signInUrl: 'https://users.example.com/sign-in' }),
    'new-invitation-asked': reminderMail({
      ...asked,
      asker: { email: 'grace@example.com', name: 'Grace Hopper' },
      url: usersUrl,
    }),
    'new-link-asked': reminderMail({ ...asked, url: usersUrl }),
    'invitee-joined': notice('inviteeJoined'),
    'invitee-declined': notice('inviteeDeclined'),
    'link-joined': notice('linkJoined'),
    'domain-joined': notice('domainJoined'),
    'people-ask-to-join': requestsMail({ ...asked, waiting: 3, url: usersUrl }),
    'domain-lost': domainLostMail({
      ...asked,
      domain: 'acme.example',
      recordName: '_usher-challenge.acme.example',
      url: 'https://users.example.com/accounts/acc_1/account',
    }),
    'address-code': addressCodeMail({ ...asked, ...link }),
  }
}
