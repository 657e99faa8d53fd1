/** Files and clipboards as real programs write them, each the smallest one that once failed. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pastedPeople } from '../../../portal/react/invite/pasted-people.ts'
import { readFileOfPeople, rowsInWords } from '../../support/people-file.ts'

const fixture = (name: string) => readFileSync(`test/fixtures/people/${name}`)

const files: readonly (readonly [string, readonly string[]])[] = [
  [
    '01b-crlf-header-lf-rows.csv',
    ['2 ada@example.com Ada', '3 bob@example.com Bob', '4 cem@example.com Cem'],
  ],
  [
    '03a-sep-line.csv',
    ['1 hint', '3 guest1@example.com Grace Hopper admin', '4 guest2@example.com Ada Lovelace 2027-01-31'],
  ],
  ['03c-notes-preamble.csv', ['1 title', '2 title', '5 gh7@example.com Grace Hopper']],
  ['03e-other-role-header.csv', ['2 accessUntil must not be set for an administrator']],
  ['03f-bracketed-names.csv', ['2 gh7@example.com Grace Hopper']],
  ['09-names-with-dots.csv', ['2 eve@example.com Eve Rao, M.Com', '3 raj@example.com R.Dev']],
  ['10-phone-trunk-zero.csv', ['2 phone1@example.com Phone One +4915112345678']],
  ['12-slack-members.csv', ['2 grace@example.com Grace Hopper']],
  [
    '14-first-line-swallowed.csv',
    ['1 email must be an email address, like ann@example.com', '2 ada9@example.com Ada Lovelace'],
  ],
  [
    '17-line-numbers.csv',
    [
      '2 ada@example.com Ada',
      '3 email must be an email address, like ann@example.com',
      '4 cem@example.com Cem',
    ],
  ],
  ['18-only-full-name.csv', ['2 office@example.com ACM Office']],
]

test.each(files)('%s gives every person, or the line with an error', async (name, rows) => {
  expect(rowsInWords(await readFileOfPeople(fixture(name)))).toEqual(rows)
})

test('a deactivated member of another product is pointed out, and not invited', async () => {
  const text = fixture('12-slack-members.csv').toString().replace(',Member,', ',Deactivated,')
  expect(rowsInWords(await readFileOfPeople(text))).toEqual(['2 status says “Deactivated”'])
})

const pastes: readonly (readonly [string, readonly string[]])[] = [
  ['04c-paste-comments.txt', ['ann@example.com Ann Lee', 'bob@example.com Bob Ray']],
  ['06-paste-three-columns.txt', ['grace@example.com Grace Hopper', 'ada@example.com Ada Lovelace']],
  [
    '22-paste-odd-names.txt',
    [
      'grace@example.com Hopper, Grace T - Eagan, MN',
      'ada@example.com Ada Lovelace',
      'bob@example.com Bob Ray',
    ],
  ],
]

test.each(pastes)('%s puts each name with its own address', (name, people) => {
  const pasted = pastedPeople(fixture(name).toString())
  expect(pasted.people.map(({ email, name: called }) => `${email} ${called}`)).toEqual(people)
  expect(pasted.misread).toEqual([])
})

const exports: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'Google Contacts',
    'First Name,Last Name,Phonetic First Name,Organization Name,Notes,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted\nGrace,Hopper,,Navy,likes cobol,Work,grace@example.com,g@home.example,Mobile,+1 212-555-0123,"1 Main St\nArlington"\nAda,Lovelace,,,,,ada@example.com,,,,\n',
    ['2 grace@example.com Grace Hopper +12125550123', '4 ada@example.com Ada Lovelace'],
  ],
  [
    'Outlook',
    "First Name,Last Name,Company,Business Phone,Mobile Phone,E-mail Address,E-mail Type,E-mail Display Name,Manager's Name,Assistant's Phone\nGrace,Hopper,Navy,+1 212 555 0100,+1 212 555 0123,grace@example.com,SMTP,Grace Hopper (grace@example.com),Boss,+1 212 555 0199\n",
    ['2 grace@example.com Grace Hopper +12125550123'],
  ],
  [
    'Okta',
    'login,firstName,lastName,email,displayName,secondEmail,manager,status\ng@login.example,Grace,Hopper,grace@example.com,Grace H.,g2@example.com,boss@example.com,ACTIVE\no@login.example,Old,One,old@example.com,,,,DEPROVISIONED\n',
    ['2 grace@example.com Grace Hopper', '3 status says “DEPROVISIONED”'],
  ],
  [
    'Entra ID',
    'userPrincipalName,displayName,surname,mail,givenName,userType,accountEnabled,alternateEmailAddress\ng@t.example,Grace Hopper,Hopper,grace@example.com,Grace,Member,TRUE,x@example.com\no@t.example,Old One,One,old@example.com,Old,Member,FALSE,\n',
    ['2 grace@example.com Grace Hopper', '3 status says “FALSE”'],
  ],
  [
    'Google Workspace',
    'First Name [Required],Last Name [Required],Email Address [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Recovery Email,Mobile Phone,Manager Email\nGrace,Hopper,grace@example.com,,Active,r@example.com,,boss@example.com\nOld,One,old@example.com,,Suspended,,,\n',
    ['2 grace@example.com Grace Hopper', '3 status says “Suspended”'],
  ],
  [
    'Microsoft 365',
    'Block credential,Display name,First name,Last name,Licenses,Mobile Phone,Phone number,Proxy addresses,User principal name\nFalse,Grace Hopper,Grace,Hopper,Office,+1 212 555 0123,,SMTP:grace@example.com+smtp:g@example.org,grace@example.com\nTrue,Old One,Old,One,Office,,,SMTP:old@example.com,old@example.com\n',
    ['2 grace@example.com Grace Hopper +12125550123', '3 status says “True”'],
  ],
  [
    'a group of Google',
    'Members for group staff@example.com\nEmail address,Nickname,Group status,Email status,Join year\ngrace@example.com,Grace Hopper,member,,2026\n',
    ['1 row is above the header', '3 grace@example.com Grace Hopper'],
  ],
  [
    'Jira, whose user names are names',
    'User id,User name,email,User status,Added to org\n5b10,Grace Hopper,grace@example.com,Active,01 Jan 2026\n5b11,Old One,old@example.com,Deactivated,01 Jan 2026\n',
    ['2 grace@example.com Grace Hopper', '3 status says “Deactivated”'],
  ],
  [
    'a list by hand, in French',
    'Nom;Prénom;Adresse e-mail;Téléphone portable;Rôle\nHopper;Grace;grace@example.com;+33 6 12 34 56 78;Auditor\n',
    ['2 grace@example.com Grace Hopper rol_audit +33612345678'],
  ],
  [
    'a list by hand, in Spanish',
    'Nombre;Apellidos;Correo electrónico;Móvil\nJosé;García Pérez;jose@example.com;+34 612 345 678\n',
    ['2 jose@example.com José García Pérez +34612345678'],
  ],
  [
    'a list by hand, in Italian',
    'Cognome;Nome;Posta elettronica;Cellulare;Ruolo\nRossi;Anna;anna@example.com;+39 333 123 4567;Auditor\n',
    ['2 anna@example.com Anna Rossi rol_audit +393331234567'],
  ],
  [
    'a list by hand, in Dutch',
    'Voornaam;Achternaam;E-mailadres;Telefoonnummer;Rol\nAnna;de Vries;anna@example.com;+31 6 12345678;Auditor\n',
    ['2 anna@example.com Anna de Vries rol_audit +31612345678'],
  ],
  [
    'a list by hand, in Portuguese',
    'Nome completo;Endereço de e-mail;Telemóvel;Papel\nAna Sousa;ana@example.com;+351 912 345 678;Auditor\n',
    ['2 ana@example.com Ana Sousa rol_audit +351912345678'],
  ],
  [
    'a list by hand, in Polish',
    'Imię;Nazwisko;Adres e-mail;Telefon komórkowy;Rola\nŁukasz;Nowak;lukasz@example.com;+48 601 234 567;Auditor\n',
    ['2 lukasz@example.com Łukasz Nowak rol_audit +48601234567'],
  ],
  [
    'given names under Name, beside surnames',
    'Name,Surname,Email\nGrace,Hopper,grace@example.com\nLeeann,Lee,leeann@example.com\n',
    ['2 grace@example.com Grace Hopper', '3 leeann@example.com Leeann Lee'],
  ],
  [
    'whole names under Name, beside surnames or given names',
    'Name,Surname,Email\nGrace Hopper,Hopper,grace@example.com\nAda Lovelace,Lovelace,ada@example.com\n',
    ['2 grace@example.com Grace Hopper', '3 ada@example.com Ada Lovelace'],
  ],
  [
    'whole names under Name, beside given names',
    'First name,Name,Email\nGrace,Grace Hopper,grace@example.com\n',
    ['2 grace@example.com Grace Hopper'],
  ],
  [
    'Zoom, with the meeting above its people',
    'Meeting ID,Topic,Start Time,User Email\n123 456,Weekly,11/20/2026 09:00:00 AM,host@example.com\n\nName (Original Name),User Email,Guest\nGrace Hopper,grace@example.com,No\n',
    ['1 title', '2 row is above the header', '5 grace@example.com Grace Hopper'],
  ],
  [
    'a list by hand, in German',
    'Liste der Gäste;;;;\r\n\r\n"Name, Vorname";E-Mail (geschäftlich);Rolle(n);Zugang bis;Handynr.\r\nHopper, Grace;grace@example.com;Member, Auditor;31.12.2026;+49 (0)151 12345678\r\nLovelace, Ada;ada@example.com;;01/02/2027;\r\nSumme;2;;;\r\n',
    [
      '1 title',
      '6 footer',
      '4 grace@example.com Hopper, Grace rol_audit +4915112345678 2026-12-31'.replace(
        'Hopper, Grace',
        'Grace Hopper',
      ),
      '5 accessUntil must be a date that can be read one way only, like 2027-02-01 or 2027-01-02',
    ],
  ],
  [
    'a header in two rows',
    'Name,,E-mail,Role\nFirst,Last,,\nGrace,Hopper,grace@example.com,Auditor\n',
    ['3 grace@example.com Grace Hopper rol_audit'],
  ],
  [
    'a header again, another one, and notes at the end',
    'Email,Name,Role\na@example.com,Ann,Auditor\nEmail,Name,Role\nb@example.com,Bob,\nName,Email\nCem,c@example.com\nTotal,3,\n(3 rows),,\n',
    [
      '3 header',
      '5 header',
      '7 footer',
      '8 footer',
      '2 a@example.com Ann rol_audit',
      '4 b@example.com Bob',
      '6 row is under another header, in line 5',
    ],
  ],
  [
    'rows with more cells than the header',
    'email,name\na@example.com,Ann,admin\nb@example.com,Bob,\n',
    ['2 row has more cells than the header', '3 b@example.com Bob'],
  ],
]

test.each(exports)('%s', async (_, text, rows) => {
  expect(rowsInWords(await readFileOfPeople(text))).toEqual(rows)
})

test("a manager's address is never invited, however full its column is", async () => {
  const text =
    'Name,E-mail of manager,E-mail\nGrace,boss@example.com,grace@example.com\nAda,boss@example.com,\n'
  const read = await readFileOfPeople(text)
  expect(rowsInWords(read)).toEqual(['2 grace@example.com Grace', '3 email is missing'])
  expect(read.unused).toEqual(['E-mail of manager'])
  const french = await readFileOfPeople(
    'Nom,Adresse e-mail du responsable,Adresse e-mail\nGrace,boss@example.com,grace@example.com\n',
  )
  expect(rowsInWords(french)).toEqual(['2 grace@example.com Grace'])
})

test.each([
  ['email', 'Name,Contact A,Contact B\nGrace,boss@example.com,grace@example.com\n'],
  ['roles', 'email,name,Their rights\na@example.com,Ann,admin\n'],
  ['roles', 'email,name,Type\na@example.com,Ann,Auditor\n'],
  ['roles', 'email,name,is_admin\na@example.com,Ann,TRUE\n'],
  ['accessUntil', 'email,name,Until when do you need access?\na@example.com,Ann,2026-12-31\n'],
  ['roles', 'email,name,Zugriffsrechte\na@example.com,Ann,alles\n'],
  ['accessUntil', 'email,name,Vertragsende\na@example.com,Ann,2026-12-31\n'],
  ['name', 'email,Name on the badge\na@example.com,Ann\n'],
])('%s that was clearly meant but not understood is left for somebody to decide', async (field, text) => {
  expect((await readFileOfPeople(text)).doubts).toEqual([field])
})

test('a column of people holds names, unless it holds something else', async () => {
  const named = await readFileOfPeople('Mitarbeiter;E-Mail\nGrace Hopper;grace@example.com\n')
  expect(rowsInWords(named)).toEqual(['2 grace@example.com Grace Hopper'])
  const other = await readFileOfPeople('Guest,Username,Email\nYes,gh7,grace.hopper@example.com\n')
  expect(rowsInWords(other)).toEqual(['2 grace.hopper@example.com Grace Hopper'])
})

test('columns unrelated to the invitation raise no doubt, and are listed as unused', async () => {
  const text = 'email,name,Job role,Password expires,Notes\na@example.com,Ann,Admiral,2027-01-01,x\n'
  const { doubts, unused } = await readFileOfPeople(text)
  expect(doubts).toEqual([])
  expect(unused).toEqual(['Job role', 'Password expires', 'Notes'])
})

test.each(['#N/A', '#REF!', '#NAME?', '#DIV/0!', '#NV', '#WERT!', '#VALEUR !', '#¿NOMBRE?', '#Н/Д'])(
  'a row in which the spreadsheet could not calculate a cell, %s, is refused with what it says',
  async (says) => {
    const row = {
      email: ['E-mail', 'ada@example.com'],
      name: ['Name', 'Ada Lovelace'],
      phone: ['Phone', '+4915112345678'],
      roleIds: ['Role', 'Member'],
      message: ['Message', 'Welcome'],
      externalId: ['Employee number', '#A12'],
      accessUntil: ['Access until', '2027-01-31'],
      status: ['Status', 'Active'],
    }
    const headers = Object.values(row).map(([header]) => header)
    const rowsWith = async (broken: string) => {
      const cells = Object.entries(row).map(([path, [, cell]]) => (path === broken ? says : cell))
      return rowsInWords(await readFileOfPeople(`${headers.join(';')}\n${cells.join(';')}\n`))
    }
    expect(await rowsWith('')).toEqual(['2 ada@example.com Ada Lovelace +4915112345678 2027-01-31'])
    for (const path of Object.keys(row))
      expect(await rowsWith(path)).toEqual([`2 ${path} is an error of the spreadsheet: ${says}`])
  },
)

test("a spreadsheet's error is no pasted name", () => {
  const pasted = '#N/A\tada.lovelace@example.com\n#REF!\tbob.ray@example.com\n'
  for (const text of [pasted, `Name\tE-mail\n${pasted}`])
    expect(pastedPeople(text).people.map(({ name }) => name)).toEqual(['Ada Lovelace', 'Bob Ray'])
})
