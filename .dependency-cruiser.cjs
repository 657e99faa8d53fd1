/** Who may import whom: contract ← model ← store ← mail, http ← functions; client, portal, infra and cli read the contract. */
const layer = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } })

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    layer(
      'contract-imports-nothing',
      '^shared/contract',
      '^(shared/(?!contract)|functions|infra|portal|test)',
    ),
    layer(
      'model-reads-contract',
      '^shared/model',
      '^(shared/(?!contract|model)|functions|infra|portal|test)',
    ),
    layer('model-is-pure', '^shared/(contract|model)', 'node_modules/(@aws-sdk|@middy|aws-cdk-lib)'),
    layer('store-reads-model', '^shared/store', '^(shared/(mail|http)|functions|infra|portal|test)'),
    layer('mail-reads-store', '^shared/mail', '^(shared/http|functions|infra|portal|test)'),
    layer('http-reads-store', '^shared/http', '^(shared/mail|functions|infra|portal|test)'),
    layer('functions-import-shared', '^functions', '^(functions|infra|portal|test)'),
    layer('infra-reads-contract', '^infra', '^(shared/(?!contract|client)|functions|portal|test)'),
    layer(
      'cli-uses-the-client',
      '^cli',
      '^(shared/(?!contract|client)|functions|infra/(?!local/clients)|portal|test)',
    ),
    layer('nobody-imports-cli', '^(shared|functions|infra|portal)', '^cli'),
    layer(
      'client-reads-contract',
      '^shared/client',
      '^(shared/(?!contract|client)|functions|infra|portal|test)',
    ),
    layer('portal-reads-contract', '^portal', '^(shared/(?!contract|client)|functions|infra|test)'),
    layer(
      'dynamodb-in-store-alone',
      '^(shared/(?!store)|functions|portal)',
      'node_modules/@aws-sdk/(client-dynamodb|lib-dynamodb)',
    ),
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
