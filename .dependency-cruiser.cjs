/** Who may import whom: contract ← client, functions, infra, portal, cli; inside functions rules ← table access ← handlers. */
const forbid = (name, from, to) => ({ name, severity: 'error', from, to })
const apart = (name, from, to) => forbid(name, { path: from }, { path: to })

/** The files of `functions` that read or write something, by name; a handler is named in `handlers`, and the rest are rules. */
const access =
  '^functions/(table|http|settings)|^functions/[a-z-]+/(stored-[a-z-]+|new-account|account-pages|seats|write-user|replace-user|user-pages|membership-counts|memberships|invite|join-requests|redeem|signing-keys|overdue-mails|compose|notices|send|day-permits|resume-mails|in-time)\\.ts$'
const handlers =
  '^functions/[a-z-]+/(on|get|list|create|change|delete|remove|put|invite-users?|look-up|resend|preview|redeem-|erase|export|send-mail|send-address|sweep|copy|correct|leave|ask-|find-|prove|suspend|reactivate|restore|sign-access|unsubscribe)[a-z-]*\\.ts$'

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
    apart('infra-reads-contract', '^infra', '^(shared/client|functions|local|portal|cli|test)'),
    // The demo sets what SES would have said of a mail, on the item that the table's keys find.
    apart('local-reads-the-template', '^local/(?!demo/seed)', '^(functions|infra|portal|cli|test)'),
    apart('the-demo-knows-keys', '^local/demo', '^(functions/(?!table/keys)|infra|portal|cli|test)'),
    apart('portal-reads-contract-and-client', '^portal', '^(functions|infra|local|cli|test)'),
    apart('portal-parts-know-no-app', '^portal/react', '^portal/(app|join|start)'),
    apart('portal-join-is-light', '^portal/join', '^portal/(app|react/(?!ui/focus\\.ts))'),
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
