/** Was anstelle der Seiten steht, wenn jemand keinen Zugang hat. */
import type { access as english } from '../en/access.ts'

export const access: typeof english = {
  none: 'Sie sind in keinem Konto Mitglied',
  noneText: (email) =>
    `Noch hat niemand ${email} eingeladen. Falls Sie unter einer anderen Adresse eingeladen wurden, melden Sie sich mit dieser an.`,
  newAccount: 'Konto anlegen',
  createAccount: 'Anlegen',
  accountCreated: (account) => `${account} ist angelegt. Sie sind Administrator.`,
  noAccess: 'Sie haben zurzeit keinen Zugang',
  noAccessText: (email) => `Sie sind als ${email} angemeldet.`,
  invited: 'Sie sind eingeladen. Öffnen Sie den Link in der E-Mail, oder geben Sie den Code daraus ein.',
  invitations: 'Sie sind eingeladen',
  joinable: 'Sie können beitreten',
  requested: 'Sie haben den Beitritt angefragt',
  expired: 'Ihre Einladung ist abgelaufen. Bitten Sie die Administration des Kontos, sie erneut zu senden.',
  suspended: 'Ihr Zugang ist gesperrt. Die Administration des Kontos kann ihn wieder freigeben.',
  access_ended: 'Ihr Zugang ist abgelaufen. Die Administration des Kontos kann ihn verlängern.',
  enterCode: 'Code eingeben',
  otherAddress: 'Mit einer anderen Adresse anmelden',
  nothingHere: 'Hier gibt es für Sie nichts zu verwalten',
  nothingHereText: (account) =>
    `Sie sind Mitglied von ${account}, und Ihre Rollen gelten für das Produkt selbst. Die Administration kann Ihnen eine Rolle geben, die die Benutzer sieht.`,
  openProduct: (product) => `${product} öffnen`,
  confirm: 'Bestätigen Sie Ihre E-Mail-Adresse',
  confirmText: (email) =>
    `Ihre Anmeldung belegt nicht, dass ${email} Ihnen gehört. Wir senden einen Code dorthin; geben Sie ihn einmal ein, danach fragen wir nicht mehr.`,
  yourAddress: 'Ihre Adresse',
  sendCode: 'Code senden',
  sendAgain: 'Neuen Code senden',
  sent: (email) => `Wir haben einen Code an ${email} gesendet. Er gilt eine Stunde.`,
  code: 'Code',
  continue: 'Weiter',
  wrongCode: 'Dieser Code stimmt nicht oder gilt nicht mehr. Nehmen Sie den aus der neuesten E-Mail.',
  tooMany: 'Zu viele Versuche. Versuchen Sie es in einer Stunde wieder.',
}
