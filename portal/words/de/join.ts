/** The join page in German. */
import type { JoinWords } from '../en/join.ts'
import { fieldErrors } from './field-errors.ts'

export const join: JoinWords = {
  fieldErrors,
  productLinks: { help: 'Hilfe', terms: 'Nutzungsbedingungen', privacy: 'Datenschutz' },
  productLinksOf: 'Über dieses Produkt',
  moment: 'Einen Moment …',
  join: (account) => `${account} beitreten`,
  invites: (inviter, account, roles) =>
    roles
      ? `${inviter} lädt Sie ein, ${account} als ${roles} beizutreten.`
      : `${inviter} lädt Sie ein, ${account} beizutreten.`,
  invited: (account, roles) =>
    roles
      ? `Sie sind eingeladen, ${account} als ${roles} beizutreten.`
      : `Sie sind eingeladen, ${account} beizutreten.`,
  for: (email) => `Für ${email}.`,
  until: (date) => `Gültig bis ${date}.`,
  yourName: 'Ihre Adresse ist bestätigt. Sagen Sie den anderen noch, wie Sie heißen.',
  alreadyIn: (account) => `Sie sind schon Mitglied von ${account}`,
  nothingToAccept: 'Es gibt nichts mehr anzunehmen.',
  used: 'Diese Einladung wurde schon benutzt',
  usedText: (email, account) => `${email} ist ${account} damit beigetreten.`,
  usedSignIn: (email) => `Falls Sie das sind, melden Sie sich als ${email} an.`,
  usedSignedIn: (mine) => `In diesem Browser ist ${mine} angemeldet.`,
  signInAsAnother: 'Mit einer anderen Adresse anmelden',
  continueAs: (email) => `Weiter als ${email}`,
  anyone: (account, roles) =>
    `Mit diesem Link kann man ${account} als ${roles} beitreten, sobald die eigene E-Mail-Adresse bestätigt ist.`,
  anyoneSignedIn: (account, roles) =>
    `Mit diesem Link kann man ${account} als ${roles} beitreten. Sie sind angemeldet und müssen nichts mehr bestätigen.`,
  unverified:
    'Ihre Anmeldung belegt nicht, dass diese Adresse Ihnen gehört. Wir senden Ihnen deshalb eine E-Mail zur Bestätigung.',
  joinAs: (email) => `Als ${email} beitreten`,
  otherAddress: 'Mit einer anderen Adresse beitreten',
  email: 'E-Mail',
  name: 'Name',
  phone: 'Telefon (optional)',
  code: 'Code',
  sendMail: 'Bestätigungs-E-Mail senden',
  lookIntoMailbox: 'Sehen Sie in Ihr Postfach',
  mailSent: (email) =>
    `Wir haben eine E-Mail an ${email} gesendet. Öffnen Sie den Link darin, um fortzufahren.`,
  nothingThere:
    'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse oben.',
  change: 'Andere Adresse verwenden',
  welcome: (account) => `Willkommen bei ${account}`,
  welcomeText: (email) => `Sie sind dabei. Melden Sie sich als ${email} an, um loszulegen.`,
  welcomeSignedIn: (email) => `Sie sind dabei, als ${email}.`,
  fieldNames: { email: 'E-Mail', name: 'Name', phone: 'Telefon', code: 'Code' },
  signIn: 'Anmelden',
  begin: 'Loslegen',
  enterCode: 'Geben Sie den Code aus Ihrer Einladung ein',
  enterCodeText:
    'Manche Mailprogramme schneiden einen Teil des Links ab. In der E-Mail steht auch ein Code: Geben Sie ihn zusammen mit der Adresse ein, an die sie ging.',
  wrongCode:
    'Dieser Code passt nicht zu dieser Adresse. Prüfen Sie beides, oder suchen Sie eine neuere E-Mail.',
  tooManyCodes:
    'Zu viele Versuche. Versuchen Sie es in einer Stunde wieder, oder öffnen Sie den Link in der E-Mail.',
  continue: 'Weiter',
  decline: 'Ablehnen',
  declineTitle: (account) => `Einladung zu ${account} ablehnen?`,
  declineText:
    'Wer Sie eingeladen hat, sieht, dass Sie abgelehnt haben. Um später beizutreten, brauchen Sie eine neue Einladung.',
  declineConfirmationTitle: 'Das waren nicht Sie?',
  declineConfirmationText: (account) =>
    `Wir vergessen, dass diese Adresse eingegeben wurde, um ${account} beizutreten, und dieser Link gilt nicht mehr.`,
  declineYes: 'Einladung ablehnen',
  forgetYes: 'Vergessen',
  notMe: 'Das war ich nicht',
  keep: 'Zurück',
  declined: (account) => `Sie haben die Einladung zu ${account} abgelehnt`,
  declinedText: 'Sie können diese Seite schließen. Um später beizutreten, bitten Sie um eine neue Einladung.',
  forgotten: 'Wir haben Ihre Adresse vergessen',
  forgottenText: 'Niemand ist damit beigetreten. Sie können diese Seite schließen.',
  askToJoin: (account) => `Beitritt zu ${account} anfragen`,
  approvalHint: 'Die Administration entscheidet. Wir geben Bescheid, dass Sie warten.',
  requested: (account) => `Sie haben den Beitritt zu ${account} angefragt`,
  requestedText: (email) =>
    `Die Administration entscheidet über ${email}. Melden Sie sich an, um den Stand zu sehen.`,
  haveCode: 'Code aus der E-Mail eingeben',
  ask: 'Um eine neue Einladung bitten',
  askWithAddress: 'Geben Sie die eingeladene Adresse ein, und wir bitten um eine neue Einladung.',
  asked: 'Wir haben es weitergegeben',
  askedText:
    'Dort ist jetzt bekannt, dass Sie eine neue Einladung brauchen. Das geschieht höchstens einmal am Tag.',
  another: 'Diese Einladung gilt einer anderen Adresse',
  anotherText: (mine, theirs) =>
    `Sie ging an ${theirs}, und Sie sind als ${mine} angemeldet. Melden Sie sich ab, um als ${theirs} beizutreten, oder bitten Sie um eine Einladung an ${mine}.`,
  signOutAndJoin: 'Abmelden und weiter',
  failed: 'Etwas ist schiefgegangen',
  failedText: 'Der Dienst war nicht zu erreichen oder ist ausgelastet. Es hat sich nichts geändert.',
  tryAgain: 'Erneut versuchen',
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
      title: 'Dieser Link ist nicht vollständig',
      text: 'Öffnen Sie den Link in Ihrer E-Mail noch einmal, oder geben Sie den Code ein, der dort steht.',
    },
    account_suspended: {
      title: 'Dieses Konto ist gesperrt',
      text: 'Einladungen dazu ruhen und gelten wieder, sobald es freigegeben ist. Fragen Sie die Person, die Sie eingeladen hat.',
    },
    invitation_expired: {
      title: 'Diese Einladung ist abgelaufen',
      text: 'Bitten Sie die Person, die Sie eingeladen hat, sie noch einmal zu senden.',
    },
    confirmation_expired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Öffnen Sie den Einladungslink noch einmal, und lassen Sie sich eine neue E-Mail senden.',
    },
    invitation_replaced: {
      title: 'Eine neuere E-Mail hat diese ersetzt',
      text: 'Suchen Sie die neueste Einladung in Ihrem Postfach, und verwenden Sie diese.',
    },
    invitation_revoked: {
      title: 'Diese Einladung wurde zurückgezogen',
      text: 'Falls Sie das für einen Irrtum halten, bitten Sie um eine neue.',
    },
    request_declined: {
      title: 'Ihre Anfrage wurde abgelehnt',
      text: 'Die Administration des Kontos kann Sie weiterhin einladen.',
    },
    invitation_declined: {
      title: 'Sie haben diese Einladung abgelehnt',
      text: 'Falls Sie es sich anders überlegt haben, bitten Sie um eine neue.',
    },
    user_not_invited: {
      title: 'Sie haben diese Einladung schon angenommen',
      text: 'Um das Konto zu verlassen, melden Sie sich an und öffnen Ihr Profil.',
    },
    invitation_void: {
      title: 'Diese Einladung gilt nicht mehr',
      text: 'Wer sie gesendet hat, kann keinen Zugang mehr geben. Bitten Sie um eine neue; die Administration erfährt davon.',
    },
    link_replaced: {
      title: 'Dieser Einladungslink wurde ersetzt',
      text: 'Fragen Sie nach dem neuen, wo Sie diesen gefunden haben.',
    },
    link_void: {
      title: 'Dieser Einladungslink gilt nicht mehr',
      text: 'Wer ihn erstellt hat, kann damit keinen Zugang mehr geben. Bitten Sie um eine neue Einladung; die Administration erfährt davon.',
    },
    link_deleted: {
      title: 'Diesen Einladungslink gibt es nicht mehr',
      text: 'Fragen Sie nach einem anderen, wo Sie ihn gefunden haben, oder lassen Sie sich einladen.',
    },
    link_disabled: {
      title: 'Dieser Einladungslink ist abgeschaltet',
      text: 'Die Administration des Kontos kann ihn wieder einschalten oder Sie per E-Mail einladen.',
    },
    link_expired: {
      title: 'Dieser Einladungslink ist abgelaufen',
      text: 'Fragen Sie nach einem neuen, wo Sie ihn gefunden haben, oder lassen Sie sich einladen.',
    },
    link_used_up: {
      title: 'Dieser Einladungslink ist ausgeschöpft',
      text: 'So viele, wie er erlaubt, sind schon beigetreten. Die Administration kann Sie per E-Mail einladen.',
    },
    address_not_allowed: {
      title: 'Diese Einladung gilt nicht für Ihre Adresse',
      text: 'Nur Adressen bestimmter Domains können beitreten, etwa die einer Firma. Verwenden Sie eine solche Adresse, oder wenden Sie sich an die Administration.',
    },
    no_default_roles: {
      title: 'Dieser Einladungslink funktioniert zurzeit nicht',
      text: 'Über den Link kann dem Konto gerade niemand beitreten. Die Administration kann Sie per E-Mail einladen.',
    },
    account_full: {
      title: 'Das Konto ist voll',
      text: 'Alle Plätze sind belegt. Wer Sie eingeladen hat, kann Platz schaffen; öffnen Sie dies dann noch einmal.',
    },
    access_ended: {
      title: 'Ihr Zugang ist abgelaufen',
      text: 'Er war befristet, und die Frist ist um. Die Administration des Kontos kann ihn verlängern.',
    },
    rejoin_not_allowed: {
      title: 'Sie wurden aus diesem Konto entfernt',
      text: 'Der Einladungslink bringt Sie nicht zurück. Bitten Sie die Administration des Kontos um eine Einladung per E-Mail.',
    },
    user_suspended: {
      title: 'Ihr Zugang ist gesperrt',
      text: 'Die Administration des Kontos kann ihn wieder freigeben.',
    },
    too_many_requests: {
      title: 'Gerade sind es zu viele Anfragen',
      text: 'Versuchen Sie es in einer Stunde wieder, oder bitten Sie die Administration um eine Einladung.',
    },
  },
}
