/** The join page in German. */
import type { JoinWords } from '../en/join.ts'
import { message } from './message.ts'

export const join: JoinWords = {
  message,
  moment: 'Einen Moment …',
  join: (account) => `${account} beitreten`,
  invites: (inviter, account, roles) =>
    roles
      ? `${inviter} lädt Sie ein, ${account} beizutreten, als ${roles}.`
      : `${inviter} lädt Sie ein, ${account} beizutreten.`,
  invited: (account, roles) =>
    roles
      ? `Sie sind eingeladen, ${account} beizutreten, als ${roles}.`
      : `Sie sind eingeladen, ${account} beizutreten.`,
  for: (email) => `Für ${email}.`,
  until: (date) => `Gültig bis ${date}.`,
  alreadyIn: (account) => `Sie sind schon in ${account}`,
  alreadyInText: 'Melden Sie sich an, um weiterzumachen. Es ist nichts mehr anzunehmen.',
  nothingToAccept: 'Es ist nichts mehr anzunehmen.',
  anyone: (account, roles) =>
    `Wer diesen Link hat, kann ${account} beitreten, als ${roles}. Eine E-Mail stellt sicher, dass die Adresse Ihre ist.`,
  anyoneSignedIn: (account, roles) =>
    `Wer diesen Link hat, kann ${account} beitreten, als ${roles}. Sie sind angemeldet, darum braucht es keine E-Mail.`,
  joinAs: (email) => `Als ${email} beitreten`,
  otherAddress: 'Mit einer anderen Adresse beitreten',
  email: 'E-Mail',
  name: 'Name',
  phone: 'Telefon (optional)',
  sendMail: 'E-Mail anfordern',
  lookIntoMailbox: 'Sehen Sie in Ihr Postfach',
  mailSent: (email) =>
    `Wir haben eine E-Mail an ${email} gesendet. Öffnen Sie den Link darin, um weiterzumachen.`,
  nothingThere:
    'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam nach, und prüfen Sie die Adresse oben.',
  change: 'Andere Adresse benutzen',
  welcome: (account) => `Willkommen bei ${account}`,
  welcomeText: (email) => `Sie sind dabei. Melden Sie sich mit ${email} an, um loszulegen.`,
  welcomeSignedIn: (email) => `Sie sind dabei, als ${email}.`,
  fieldNames: { email: 'E-Mail', name: 'Name', phone: 'Telefon' },
  signIn: 'Anmelden',
  begin: 'Loslegen',
  another: 'Diese Einladung gilt einer anderen Adresse',
  anotherText: (mine, theirs) =>
    `Sie ging an ${theirs}, und Sie sind als ${mine} angemeldet. Es ist nichts verbraucht. Melden Sie sich ab, um als ${theirs} beizutreten, oder bitten Sie um eine Einladung an ${mine}.`,
  signOutAndJoin: 'Abmelden und weiter',
  failed: 'Das hat nicht geklappt',
  failedText: 'Der Dienst war nicht zu erreichen oder ist beschäftigt. Es hat sich nichts geändert.',
  tryAgain: 'Noch einmal versuchen',
  mails: {
    title: 'Diese E-Mails abstellen?',
    text: 'An Ihre Adresse gehen dann keine Einladungen mehr, wer auch immer Sie einlädt. Auf dieser Seite können Sie sie wieder zulassen.',
    stop: 'Alle Einladungen abstellen',
    report: 'Als Missbrauch melden und abstellen',
    stopped: 'E-Mails sind abgestellt',
    stoppedText: 'An Ihre Adresse gehen keine Einladungen mehr.',
    reportedText: 'Danke für Ihre Meldung. An Ihre Adresse gehen keine Einladungen mehr.',
    allow: 'E-Mails wieder zulassen',
  },
  pages: {
    unknown_token: {
      title: 'Das ist keine Einladung',
      text: 'Die Adresse ist unvollständig oder war nie eine Einladung. Öffnen Sie den Link in Ihrer E-Mail noch einmal, und achten Sie darauf, ihn ganz zu kopieren.',
    },
    account_suspended: {
      title: 'Dieses Konto ist gesperrt',
      text: 'Einladungen dazu ruhen und gelten wieder, sobald es freigegeben ist. Fragen Sie die Person, die Sie eingeladen hat.',
    },
    invitation_expired: {
      title: 'Diese Einladung ist abgelaufen',
      text: 'Bitten Sie die Person, die Sie eingeladen hat, sie noch einmal zu senden.',
    },
    invitation_replaced: {
      title: 'Eine neuere E-Mail hat diese ersetzt',
      text: 'Suchen Sie die neueste Einladung in Ihrem Postfach, und benutzen Sie diese.',
    },
    invitation_revoked: {
      title: 'Diese Einladung wurde zurückgezogen',
      text: 'Fragen Sie die Person, die Sie eingeladen hat, falls Sie das für einen Irrtum halten.',
    },
    invitation_void: {
      title: 'Diese Einladung gilt nicht mehr',
      text: 'Wer sie gesendet hat, kann sie nicht mehr geben. Bitten Sie die Administration um eine neue.',
    },
    link_replaced: {
      title: 'Dieser Einladungslink wurde ersetzt',
      text: 'Bitten Sie um den neuen, wo Sie diesen gefunden haben.',
    },
    link_disabled: {
      title: 'Dieser Einladungslink ist abgeschaltet',
      text: 'Bitten Sie die Administration, ihn wieder einzuschalten oder Sie per E-Mail einzuladen.',
    },
    link_expired: {
      title: 'Dieser Einladungslink ist abgelaufen',
      text: 'Bitten Sie um einen neuen, wo Sie ihn gefunden haben, oder um eine Einladung.',
    },
    link_used_up: {
      title: 'Dieser Einladungslink ist verbraucht',
      text: 'So viele, wie er erlaubt, sind schon beigetreten. Bitten Sie die Administration um eine Einladung.',
    },
    address_not_allowed: {
      title: 'Diese Einladung gilt nicht für Ihre Adresse',
      text: 'Nur Adressen bestimmter Domains können beitreten, etwa die einer Firma. Benutzen Sie eine solche Adresse, oder wenden Sie sich an die Administration.',
    },
    no_default_roles: {
      title: 'Dieser Einladungslink wirkt zurzeit nicht',
      text: 'Das Konto nimmt jetzt niemanden über seinen Link auf. Bitten Sie die Administration um eine Einladung.',
    },
    account_full: {
      title: 'Das Konto ist voll',
      text: 'Zurzeit sind alle Plätze belegt. Bitten Sie die Person, die Sie eingeladen hat, um einen Platz, und öffnen Sie dies noch einmal.',
    },
    access_ended: {
      title: 'Ihr Zugang ist abgelaufen',
      text: 'Er war befristet, und die Frist ist um. Wenden Sie sich an die Administration des Kontos.',
    },
    rejoin_not_allowed: {
      title: 'Sie wurden aus diesem Konto entfernt',
      text: 'Der Einladungslink bringt Sie nicht zurück. Bitten Sie die Administration des Kontos um eine Einladung per E-Mail.',
    },
    user_suspended: {
      title: 'Ihr Zugang ist gesperrt',
      text: 'Wenden Sie sich an die Administration des Kontos.',
    },
    too_many_requests: {
      title: 'Gerade fragen zu viele an',
      text: 'Versuchen Sie es in einer Stunde noch einmal, oder bitten Sie die Administration um eine Einladung.',
    },
  },
}
