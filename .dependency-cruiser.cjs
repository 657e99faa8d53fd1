/**
 * Who may import whom: contract ← client, functions, infra, portal, cli; inside functions rules ← table access ←
 * handlers.
 */
const forbid = (name, from, to) => ({ name, severity: 'error', from, to })
const apart = (name, from, to) => forbid(name, { path: from }, { path: to })

const { readdirSync, readFileSync } = require('node:fs')
const sources = readdirSync(`${__dirname}/functions`, { recursive: true })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(`${__dirname}/functions/${file}`, 'utf8') }))
const filesThat = (are) =>
  `^functions/(${sources
    .filter(are)
    .map(({ file }) => file.replaceAll('.', '\\.'))
    .join('|')})$`

/** Each Lambda's own file. */
const handlers = filesThat(({ text }) => /^export const handler\b/m.test(text))
/**
 * Everything that reads or writes: files that use the table's commands, and the use cases that sequence such reads and
 * writes.
 */
const useCases =
  /\/(compose|day-permits|decline|in-time|invite|join-requests|memberships|names|new-account|notices|redeem|resume-mails|seats|send|signing-keys|style)\.ts$/
const access = filesThat(
  ({ file, text }) =>
    !/^export const handler\b/m.test(text) &&
    (/^(table|http)\/|^settings\.ts$/.test(file) ||
      /\/stored-[a-z-]+\.ts$/.test(file) ||
      /from '\.\.\/table\/(table|writes|optimistic-retry|batches|tallies)\.ts'/.test(text) ||
      useCases.test(file)),
)

module.exports = {
  forbidden: [
    forbid('no-circles', {}, { circular: true }),
    apart(
      'contract-imports-nothing',
      '^shared/contract',
      '^(shared/client|functions|infra|local|portal|cli|test)',
    ),
    apart('client-reads-contract', '^shared/client', '^(functions|infra|local|portal|cli|test)'),
    apart('functions-stand-alone', '^functions', '^(shared/client|infra|local|portal|cli|test)'),
    forbid(
      'rules-are-pure',
      { path: '^functions/[a-z-]+/', pathNot: [access, handlers, '^functions/(table|http)/'] },
      { path: [access, 'node_modules/(@aws-sdk|@middy|aws-cdk-lib)'] },
    ),
    forbid('handlers-stand-alone', { path: '^functions' }, { path: handlers, pathNot: access }),
    apart('http-knows-no-mail', '^functions/http', '^functions/mail'),
    forbid(
      'dynamodb-in-table-access-alone',
      { path: '^(functions|shared|portal)', pathNot: access },
      { path: 'node_modules/@aws-sdk/(client-dynamodb|lib-dynamodb)' },
    ),
    // All that it knows of functions and portal is what each function may do, and the words that a product can replace.
    apart(
      'infra-reads-contract',
      '^infra',
      '^(shared/client|functions/(?!grants|mail/words/en)|local|portal/(?!words/en)|cli|test)',
    ),
    // The demo writes what SES would have reported about an email to the item, which it finds by the table's keys.
    apart('local-reads-the-template', '^local/(?!demo/seed)', '^(functions|infra|portal|cli|test)'),
    apart('the-demo-knows-keys', '^local/demo', '^(functions/(?!table/keys)|infra|portal|cli|test)'),
    apart('portal-reads-contract-and-client', '^portal', '^(functions|infra|local|cli|test)'),
    apart('portal-parts-know-no-app', '^portal/(react|embed)', '^portal/(app|join|start)'),
    apart('portal-parts-know-no-embedding', '^portal/react', '^portal/embed'),
    apart('portal-join-is-light', '^portal/join', '^portal/(app|embed|react/(?!ui/focus\\.ts))'),
    forbid(
      'portal-features-stand-alone',
      { path: '^portal/react/(?!ui/|data/)([a-z-]+)/' },
      { path: '^portal/react/[a-z-]+/', pathNot: '^portal/react/($1|ui|data)/' },
    ),
    apart('portal-data-has-no-look', '^portal/react/data', '^portal/react/(?!data/)'),
    apart('cli-uses-the-client', '^cli', '^(functions|infra|local/(?!sign-in/clients|runs)|portal|test)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
    },
  },
}
