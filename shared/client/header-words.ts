/**
 * The meaning of column headers: which field a column holds, and whose. English and German in every field; French,
 * Spanish, Italian, Portuguese, Dutch and Polish for what most lists have.
 */
import { type PersonField, personFields } from './person-fields.ts'

/** A field that a header names, and how well: 0 is best, and of two columns the better one is used. */
export type HeaderMeaning = { readonly field: PersonField; readonly rank: number }

type Names = { readonly [Field in PersonField]: readonly string[] }

/**
 * Each entry has one rank: spellings in lower case, letters only, with or without accents. Notes and comments don't
 * count as messages: what somebody noted about a person must not reach them by email.
 */
const names: Names = {
  email: [
    'email emailaddress mail mailaddress emailadresse mailadresse emailid useremail emailanschrift courriel adresseemail adresseelectronique correo correoelectronico direcciondecorreo direcciondecorreoelectronico postaelettronica indirizzoemail enderecodeemail enderecoemail correioeletronico emailadres mailadres adresemail',
    'userprincipalname upn',
  ],
  name: [
    'name names fullname realname completename firstandlastname firstnamelastname firstlast vorundnachname vorundzuname vornamenachname person vollername vollständigername vollstaendigername klarname namevorname nachnamevorname lastnamefirstname lastfirst nom nomcomplet nometprenom nomprenom prenometnom prenomnom nombre nombrecompleto nombreyapellidos apellidosynombre nome nomecompleto nomeecognome cognomeenome naam volledigenaam imieinazwisko nazwiskoiimie',
    'displayname preferredname anzeigename contactperson ansprechpartner ansprechpartnerin',
    'username userid login benutzername loginname nickname spitzname handle employee participant attendee member guest user contact student teacher teilnehmer teilnehmerin mitarbeiter mitarbeiterin mitglied gast benutzer kontakt kunde',
  ],
  firstName: [
    'firstname firstnames first givenname givennames given forename forenames vorname vornamen rufname fname prenom prenoms nombres voornaam voornamen imie imiona',
  ],
  lastName: [
    'lastname last surname familyname family nachname familienname zuname lname sname nomdefamille apellido apellidos cognome cognomi sobrenome apelido achternaam familienaam nazwisko',
  ],
  phone: [
    'mobile mobilephone mobilephonenumber mobilenumber mobileno cell cellphone cellphonenumber cellnumber handy handynummer handynr mobil mobilnummer mobilnr mobiltelefon mobiltelefonnummer portable telephoneportable movil telefonomovil celular cellulare telemovel mobiel mobielnummer komorka telefonkomorkowy',
    'phone phonenumber phonenumbers phoneno telephone telephonenumber telephoneno tel telno telnr telefon telefonnummer telefonnr rufnummer contactnumber fon numerodetelephone telefono numerodetelefono numeroditelefono telefone telefoon telefoonnummer numertelefonu',
  ],
  roles: [
    'role roles roleid roleids rolename rolenames rolle rollen rollenname rolleid rollenid userrole userroles memberrole memberroles benutzerrolle benutzerrollen nutzerrolle rol ruolo ruoli papel rola',
  ],
  externalId: [
    'externalid extid externalidentifier externaluserid externereferenz externekennung externebenutzerid externeid',
    'employeeid employeenumber employeeno employeenr employeecode staffid staffnumber staffno personnelid personnelnumber personnelno personalnummer personalnr personalid persnr mitarbeiternummer mitarbeiternr mitarbeiterid mitarbeiterkennung matricule matricola',
  ],
  message: ['message personalmessage invitationmessage nachricht persönlichenachricht mitteilung'],
  accessUntil: [
    'accessuntil accesstill accessends accessend accessenddate accessexpires accessexpiry accessexpiration accessexpirydate until expires expire expireson expiresat expiry expirydate expiration expirationdate expirationtime expirationtimestamp expiresdate accountexpires accountexpireson accountexpiry accountexpiration accountexpirydate accountexpirationdate accountenddate enddate enddateaccess endaccess endofaccess validuntil validto validthrough validtill zugangbis zugriffbis zugangendet zugangendetam zugriffendet zugriffendetam zugangsende zugriffsende endezugangs bis gültigbis gueltigbis ablaufdatum ablauf läuftab läuftabam laeuftab enddatum endetam befristetbis befristung kontoablauf kontoläuftab',
  ],
  status: [
    'status accountstatus userstatus memberstatus benutzerstatus kontostatus mitgliedsstatus employmentstatus employeestatus loginstatus signinstatus statut',
    'accountenabled enabled active isactive aktiv accountactive useractive suspended issuspended disabled isdisabled deactivated isdeactivated deleted isdeleted blocked blockcredential signinblocked archived gesperrt deaktiviert',
  ],
}

/** The rank of user names among names: most aren't names. */
export const userNameRank = 2

/** Words that share one rank. */
const ranked = (words: string, rank: number): Record<string, number> =>
  Object.fromEntries(words.split(' ').map((word) => [word, rank]))

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

const meanings: ReadonlyMap<string, HeaderMeaning> = new Map(
  personFields.flatMap((field) =>
    names[field].flatMap((spellings, rank) =>
      spellings.split(' ').map((spelling) => [withoutAccents(spelling), { field, rank }] as const),
    ),
  ),
)

/** Words around the one that counts: "What is your full name?", "Name des Teilnehmers", "E-mail 1 - Value". */
const filler =
  /^(what|is|are|s|your|you|the|a|an|of|for|on|please|enter|type|provide|give|their|his|her|user|users|member|members|person|persons|people|employee|employees|participant|participants|attendee|attendees|contact|guest|invitee|colleague|client|student|teacher|registrant|subscriber|recipient|new|value|1|one|required|optional|mandatory|full|pflicht|pflichtfeld|freiwillig|ihr|ihre|ihren|wie|lautet|heißen|sie|der|die|das|des|den|dem|ein|eine|bitte|geben|an|nutzer|nutzers|benutzer|benutzers|mitglied|mitglieds|mitarbeiter|mitarbeiters|teilnehmer|teilnehmers|kontakt|kontakts|gast|gastes|kunde|kunden|zugangs|in|im|e164|format|iso|date)$/

/** Words that distinguish several addresses or numbers of one person; the business one is preferred. */
const kinds: Readonly<Record<string, number>> = {
  ...ranked(
    'work business office company corporate primary main default official arbeit büro firma firmen geschäftlich geschäftliche dienstlich dienstliche beruflich berufliche haupt',
    0.1,
  ),
  ...ranked('personal private home privat private login signin direct', 0.2),
  ...ranked(
    '2 3 4 5 second secondary third other alternate alternative additional weitere zweite andere',
    0.3,
  ),
}

/** Words for an account, next to a role. */
const places =
  /^(account|workspace|organization|organisation|org|team|tenant|system|app|application|access|assigned|konto|team|zugewiesene)$/

/** Words for somebody else: a manager's address must not be invited. */
const others =
  /manager|supervisor|\bboss|vorgesetzt|führungskraft|assist|spouse|partner|parent|guardian|eltern|emergency|notfall|owner|besitzer|inviter|invited by|created by|added by|eingeladen von|erstellt von|angelegt von|referr|sponsor|\bhost|approv|organi[sz]er|reports to|team ?lead|teamleit|recruiter|mentor|betreuer|sender|absender|responsable|supérieur|\bjefe\b|\bchef\b|leidinggevende|przełożon/

/** Remarks in brackets beside a header: `[Required]`, `(optional)`. */
const brackets = /\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|<[^>]*>/g

const wordsOf = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/e[\s-]?mails?(?!\p{L})/gu, 'email')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const joined = (words: readonly string[]): string => withoutAccents(words.join(''))

/** The field that a header names; undefined if it names something else, or somebody else's field. */
export const meaningOf = (header: string): HeaderMeaning | undefined => {
  if (isOfSomebodyElse(header)) return undefined
  const whole = wordsOf(header.replace(brackets, ' ')) || wordsOf(header)
  const words = whole.split(' ')
  const exact = meanings.get(joined(words))
  if (exact) return exact
  const told = words.filter((word) => !filler.test(word))
  const meant = meanings.get(joined(told))
  if (meant) return { ...meant, rank: meant.rank + 0.01 }
  const kind = told.find((word) => kinds[word] !== undefined)
  const of = meanings.get(joined(told.filter((word) => kinds[word] === undefined)))
  if (kind !== undefined && of && (of.field === 'email' || of.field === 'phone'))
    return { ...of, rank: of.rank + (kinds[kind] ?? 0) }
  const role = meanings.get(joined(told.filter((word) => !places.test(word))))
  return role && (role.field === 'roles' || role.field === 'accessUntil')
    ? { ...role, rank: role.rank + 0.1 }
    : undefined
}

export const isOfSomebodyElse = (header: string): boolean => others.test(wordsOf(header))

const looksLike: readonly (readonly [PersonField, RegExp, RegExp])[] = [
  [
    'roles',
    /\b(roles?|rollen?|permissions?|berechtigung(en)?|rights|privileges?|access level|zugriffsebene)\b|^(is |ist )?admin(istrator)?$|rolle|rechte?\b/,
    /job|buying|position/,
  ],
  [
    'accessUntil',
    /expir|\buntil\b|\bvalid (to|till|through)\b|\bend (of|date)|access end|ablauf|läuft ab|gültig bis|befrist|(zugang|zugriff|konto).*(bis|end)|\bends?( on| at)?$|\bende$|contract end|vertragsende|austritt|(termination|deactivation|leaving|exit) date/,
    /password|passwort|licen[cs]e|lizenz|certificate|zertifikat|trial|card|karte|passport|subscription|abo/,
  ],
  [
    'name',
    /\b(\p{L}*name[ns]?|vor\p{L}*name|nach\p{L}*name)\b/u,
    /company|organi[sz]ation|\borg|firm|file|datei|domain|host|group|gruppe|team|department|abteilung|nick|phonetic|yomi|middle|prefix|suffix|maiden|school|schule|event|account|konto|project|projekt|product|street|straße|city|stadt|country|land|user ?name|benutzername|login|topic|thema|meeting|workspace|list|campaign|tag|label|custom|email|ort/,
  ],
]

/** The fields that a header seems to be about, although it doesn't name them in a known way. */
export const suspectedFields = (header: string): readonly PersonField[] => {
  const words = wordsOf(header)
  if (words === '' || isOfSomebodyElse(header)) return []
  return looksLike.flatMap(([field, like, unlike]) =>
    like.test(words) && !unlike.test(words) ? [field] : [],
  )
}
