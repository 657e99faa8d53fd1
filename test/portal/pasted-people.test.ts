import { expect, test } from 'vitest'
import { pastedPeople } from '../../portal/react/invite/pasted-people.ts'

const cases: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ['nobody', '', []],
  ['words that are no address', 'hello there, friend@', []],
  ['one address', 'ann@example.com', [['ann@example.com', 'Ann']]],
  [
    'a column of a spreadsheet',
    'ann.lee@example.com\r\nbob@example.com\r\n',
    [
      ['ann.lee@example.com', 'Ann Lee'],
      ['bob@example.com', 'Bob'],
    ],
  ],
  [
    'what a mail program copies',
    'Ann Lee <ann@example.com>, "Ray, Bob" <bob@example.com>; Zoë O’Neill <zoe@example.com>',
    [
      ['ann@example.com', 'Ann Lee'],
      ['bob@example.com', 'Ray, Bob'],
      ['zoe@example.com', 'Zoë O’Neill'],
    ],
  ],
  ['an address twice, in another case', 'ann@example.com ANN@example.com', [['ann@example.com', 'Ann']]],
  ['a tag of the address is no name', 'ann+news@example.com', [['ann+news@example.com', 'Ann']]],
  [
    'two columns of a spreadsheet',
    'Ann Lee\tann@example.com\nBob\tbob@example.com',
    [
      ['ann@example.com', 'Ann Lee'],
      ['bob@example.com', 'Bob'],
    ],
  ],
  [
    'names before commas, in lines',
    'Ann Lee, ann@example.com\nBob; bob@example.com\ncem@example.com, dee@example.com',
    [
      ['ann@example.com', 'Ann Lee'],
      ['bob@example.com', 'Bob'],
      ['cem@example.com', 'Cem'],
      ['dee@example.com', 'Dee'],
    ],
  ],
  ['brackets without a name', '<ann@example.com>', [['ann@example.com', 'Ann']]],
  [
    'addresses before names, in lines',
    'ann@example.com, Ann Lee\nbob@example.com, Bob Ray',
    [
      ['ann@example.com', 'Ann Lee'],
      ['bob@example.com', 'Bob Ray'],
    ],
  ],
  [
    'addresses and names by turns, in one line',
    'ann@example.com, Ann Lee, bob@example.com, Bob Ray',
    [
      ['ann@example.com', 'Ann Lee'],
      ['bob@example.com', 'Bob Ray'],
    ],
  ],
  ['what is no address, which is no name either', 'nonsense@, ann@example.com', [['ann@example.com', 'Ann']]],
  [
    'what programs add',
    '＜ann＠example．com＞；mailto:bob@example.com?subject=Hi, \u200bcem@example.com.',
    [
      ['ann@example.com', 'Ann'],
      ['bob@example.com', 'Bob'],
      ['cem@example.com', 'Cem'],
    ],
  ],
  [
    'a bulleted list, and addresses in brackets of any kind',
    '• Ann Lee <ann@example.com>\n3) Bob Ray (bob@example.com)\nVon: Cem Kaya [cem@example.com]',
    [
      ['ann@example.com', 'Ann Lee'],
      ['bob@example.com', 'Bob Ray'],
      ['cem@example.com', 'Cem Kaya'],
    ],
  ],
  [
    'dashes between names and addresses, on either side',
    '- Grace Hopper – grace@example.com\n- Ada Lovelace — ada@example.com\nbob@example.com - Bob Ray',
    [
      ['grace@example.com', 'Grace Hopper'],
      ['ada@example.com', 'Ada Lovelace'],
      ['bob@example.com', 'Bob Ray'],
    ],
  ],
  [
    'nothing but a blank between name and address, on either side',
    'Grace Hopper grace@example.com\nada@example.com Ada de la Cruz\n1. José O’Neill-García jose@example.com',
    [
      ['grace@example.com', 'Grace Hopper'],
      ['ada@example.com', 'Ada de la Cruz'],
      ['jose@example.com', 'José O’Neill-García'],
    ],
  ],
  [
    'a sentence around an address, which is no name',
    'Please invite grace@example.com today\nAda, who knows ada@example.com\nInvite Everybody at bob@example.com',
    [
      ['grace@example.com', 'Grace'],
      ['ada@example.com', 'Ada'],
      ['bob@example.com', 'Bob'],
    ],
  ],
  [
    'names and addresses in lines by turns, as pages of contacts give them',
    'Grace Hopper\ngrace@example.com\n\nAda Lovelace\nada@example.com\n',
    [
      ['grace@example.com', 'Grace Hopper'],
      ['ada@example.com', 'Ada Lovelace'],
    ],
  ],
  [
    'a heading above a list of addresses, which is nobody’s name',
    'Sales Team\ngrace@example.com\nada@example.com\n',
    [
      ['grace@example.com', 'Grace'],
      ['ada@example.com', 'Ada'],
    ],
  ],
  [
    'names in scripts without capitals, and in others than Latin',
    '山田 太郎 taro@example.com\nАнна Петрова anna@example.com',
    [
      ['taro@example.com', '山田 太郎'],
      ['anna@example.com', 'Анна Петрова'],
    ],
  ],
  [
    'whom a reply quotes, in two languages',
    'On Mon, Jan 1, 2026 at 10:00 AM Grace Hopper <grace@example.com> wrote:\nAm Mo., 1. Jan. 2026 um 10:00 Uhr schrieb Ada Lovelace <ada@example.com>:',
    [
      ['grace@example.com', 'Grace Hopper'],
      ['ada@example.com', 'Ada Lovelace'],
    ],
  ],
  [
    'links as Markdown and HTML write them',
    '[Grace Hopper](mailto:grace@example.com)\n<a href="mailto:ada@example.com">Ada Lovelace</a>',
    [
      ['grace@example.com', 'Grace Hopper'],
      ['ada@example.com', 'Ada Lovelace'],
    ],
  ],
  ['an IDN address in its one spelling', 'ann@bücher.example', [['ann@xn--bcher-kva.example', 'Ann']]],
]

test.each(cases)('%s', (_, text, people) => {
  expect(pastedPeople(text).people.map(({ email, name }) => [email, name])).toEqual(people)
})

test("text that looks like an invalid address is reported, and isn't lost", () => {
  const { people, misread } = pastedPeople('ann@example.com, lee@@bad.example, max@firma, hello there')
  expect(people.map(({ email }) => email)).toEqual(['ann@example.com'])
  expect(misread).toEqual(['lee@@bad.example', 'max@firma'])
})

test('lines without an address are reported, except the header of a table', () => {
  const { people, aside } = pastedPeople(
    'Name;Department;E-mail\nAnn Lee;Sales;ann@example.com\n\nBob Ray\n—\n',
  )
  expect(people.map(({ name }) => name)).toEqual(['Ann Lee'])
  expect(aside).toEqual(['Bob Ray'])
})

test('external ids come along only from a table whose header names them', () => {
  const table = 'Name\tE-mail\tEmployee number\nAnn\tann@example.com\tE-1\nBob\tbob@example.com\t'
  expect(pastedPeople(table).people).toEqual([
    { email: 'ann@example.com', name: 'Ann', externalId: 'E-1' },
    { email: 'bob@example.com', name: 'Bob' },
  ])
  expect(pastedPeople('Ann\tann@example.com\tE-1').people).toEqual([
    { email: 'ann@example.com', name: 'Ann' },
  ])
})
