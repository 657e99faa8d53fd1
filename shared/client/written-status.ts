/** What another product's status says about a person: whether they're locked out there. */

/** Words for people who no longer have access. */
const shutOut =
  /^(account\s+)?(deactivated|inactive|disabled|suspended|blocked|locked([ _]out)?|deleted|removed|terminated|archived|deprovisioned|offboarded|left|former|former (member|employee)|banned|cancell?ed|expired|revoked|unsubscribed|cleaned|bounced|retired|deaktiviert|inaktiv|gesperrt|blockiert|gelöscht|entfernt|archiviert|ausgeschieden|ehemalig(er|e)?|gekündigt|abgelaufen|abgemeldet|ausgetreten)$/i
const yes = /^(yes|true|1|y|x|ja|wahr)$/i
const no = /^(no|false|0|n|nein|falsch)$/i

/** Headers for which "yes" means that somebody has no access; for all others it means that they have. */
const negative = /suspend|disabl|deactiv|delet|block|archiv|gesperrt|deaktiviert|gelöscht/i

export const saysShutOut = (header: string, cell: string): boolean => {
  const said = cell.trim()
  return shutOut.test(said) || (negative.test(header) ? yes : no).test(said)
}
