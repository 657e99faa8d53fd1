/** What another product's status says of somebody: whether they have been shut out there. */

/** Words for people who are in no more. */
const shutOut =
  /^(account\s+)?(deactivated|inactive|disabled|suspended|blocked|locked([ _]out)?|deleted|removed|terminated|archived|deprovisioned|offboarded|left|former|former (member|employee)|banned|cancell?ed|expired|revoked|unsubscribed|cleaned|bounced|retired|deaktiviert|inaktiv|gesperrt|blockiert|gelöscht|entfernt|archiviert|ausgeschieden|ehemalig(er|e)?|gekündigt|abgelaufen|abgemeldet|ausgetreten)$/i
const yes = /^(yes|true|1|y|x|ja|wahr)$/i
const no = /^(no|false|0|n|nein|falsch)$/i

/** Headers above which a plain yes means that somebody is out; above all others it means that they are in. */
const negative = /suspend|disabl|deactiv|delet|block|archiv|gesperrt|deaktiviert|gelöscht/i

export const saysShutOut = (header: string, cell: string): boolean => {
  const said = cell.trim()
  return shutOut.test(said) || (negative.test(header) ? yes : no).test(said)
}
