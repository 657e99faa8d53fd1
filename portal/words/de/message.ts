/** The contract's sentences about a field in German; the name of the field stands before them. */

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^is missing$/, 'fehlt'],
  [/^is not valid$/, 'ist nicht gültig'],
  [/^must not be empty$/, 'darf nicht leer sein'],
  [/^must be an e-mail address, like (.+)$/, 'muss eine E-Mail-Adresse sein, wie $1'],
  [
    /^must have only plain letters before the @ to get mails$/,
    'darf vor dem @ nur einfache Buchstaben haben, um E-Mails zu bekommen',
  ],
  [/^must be a phone number like (.+)$/, 'muss eine Telefonnummer sein, wie $1'],
  [/^must be a domain like (.+)$/, 'muss eine Domain sein, wie $1'],
  [/^must be the id of a role$/, 'muss die ID einer Rolle sein'],
  [/^must be a whole number$/, 'muss eine ganze Zahl sein'],
  [/^must be a list$/, 'muss eine Liste sein'],
  [/^must be an? (\w+)$/, 'muss vom Typ „$1“ sein'],
  [/^must be one of (.+)$/, 'muss eines hiervon sein: $1'],
  [/^must have at most (\d+) characters$/, 'darf höchstens $1 Zeichen haben'],
  [/^must have at least 1 character$/, 'braucht mindestens ein Zeichen'],
  [/^must have at least (\d+) characters$/, 'muss mindestens $1 Zeichen haben'],
  [/^must have at least 1 entry$/, 'braucht mindestens einen Eintrag'],
  [/^must have at least (\d+) entries$/, 'braucht mindestens $1 Einträge'],
  [/^must have at most (\d+) entries$/, 'darf höchstens $1 Einträge haben'],
  [/^must be at least (\d+)$/, 'muss mindestens $1 sein'],
  [/^must be at most (\d+)$/, 'darf höchstens $1 sein'],
  [/^must be a date like (.+)$/, 'muss ein Datum sein, wie $1'],
  [/^must be in the future$/, 'muss in der Zukunft liegen'],
  [/^must not be set for an administrator$/, 'geht nicht bei einem Administrator'],
  [
    /^must not contain control or direction-changing characters$/,
    'darf keine Steuerzeichen und keine Zeichen enthalten, die die Schreibrichtung ändern',
  ],
  [
    /^must not contain a link; name the place without (.+)$/,
    'darf keinen Link enthalten; nennen Sie den Ort ohne https:// und www',
  ],
  [/^must not contain a web address$/, 'darf keine Webadresse enthalten'],
  [/^must not name a role twice$/, 'darf keine Rolle zweimal nennen'],
  [/^must be two words like (.+)$/, 'müssen aus zwei Wörtern bestehen, wie $1'],
  [/^must not name a permission twice$/, 'dürfen keines zweimal nennen'],
  [/^is none that you have: (.+)$/, 'enthalten eines, das Ihnen fehlt: $1'],
  [/^is no role of this account$/, 'enthält eine Rolle, die es in diesem Konto nicht gibt'],
  [/^must be of this account, unlike (.+)$/, 'enthalten „$1“, die es in diesem Konto nicht gibt'],
  [
    /^must hold no permission that you lack, unlike (.+)$/,
    'dürfen keine Rechte enthalten, die Ihnen fehlen, anders als $1',
  ],
  [/^is in line (\d+) already$/, 'steht schon in Zeile $1'],
  [/^has permissions that you lack: (.+)$/, 'enthält Rechte, die Ihnen fehlen: $1'],
  [/^manages users, roles or the account$/, 'verwaltet Benutzer, Rollen oder das Konto'],
  [/^is above the header$/, 'steht über der Kopfzeile'],
  [/^is under another header, in line (\d+)$/, 'steht unter einer anderen Kopfzeile, in Zeile $1'],
  [/^has more cells than the header$/, 'hat mehr Zellen als die Kopfzeile'],
  [/^must be one e-mail address, not several$/, 'muss eine einzige E-Mail-Adresse sein'],
  [/^must be an e-mail address, which holds no blank$/, 'muss eine E-Mail-Adresse sein, ohne Leerzeichen'],
  [/^must be an e-mail address, which holds no (.+)$/, 'muss eine E-Mail-Adresse sein, ohne $1'],
  [
    /^must name one role only: (.+) is the name or id of several$/,
    'müssen eindeutig sein: „$1“ heißen mehrere, oder ihre ID',
  ],
  [
    /^must name roles one way only: (.+) is one, and several$/,
    'müssen eindeutig sein: „$1“ kann eine Rolle sein oder mehrere',
  ],
  [
    /^must be a date that can be read one way only, like (\S+) or (\S+)$/,
    'muss ein eindeutiges Datum sein, wie $1 oder $2',
  ],
  [/^says “(.+)”$/, 'ist „$1“'],
  [/^must not contain invisible characters$/, 'darf keine unsichtbaren Zeichen enthalten'],
  [
    /^must not contain �, which stands for a character that was lost$/,
    'darf kein „�“ enthalten, das für ein verlorenes Zeichen steht',
  ],
  [/^has unknown fields: (.+)$/, 'hat unbekannte Felder: $1'],
]

/** The sentence in German; the English one where it is new. */
export const message = (english: string): string => {
  const found = sentences.find(([pattern]) => pattern.test(english))
  return found ? english.replace(...found) : english
}
