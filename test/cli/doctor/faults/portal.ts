import type { World } from '../healthy-stack.ts'
import { issuer, portal } from '../healthy-web.ts'
import { answer, type Fault, fault, json } from './fault.ts'

export const portalFaults: readonly Fault[] = [
  ...(
    [
      ['/', 'portal.start'],
      ['/join', 'portal.join'],
      ['/accounts/somebody/users', 'portal.deep'],
    ] as const
  ).flatMap(([path, id]) => [
    fault(`403 at ${path}`, id, /answers 403/, (world: World) => {
      answer(world, `${portal}${path}`).status = 403
    }),
    fault(`${path} as a download`, id, /answers 200 application\/octet-stream/, (world: World) => {
      answer(world, `${portal}${path}`).headers['content-type'] = 'application/octet-stream'
    }),
  ]),
  fault('pages for another issuer', 'portal.config', /sign people in at https:\/\/other\.example/, (world) =>
    json(world, `${portal}/config.json`, { issuer: 'https://other.example', clientId: 'portal-client' }),
  ),
  fault('no config.json', 'portal.config', /without issuer and clientId/, (world) => {
    answer(world, `${portal}/config.json`).body = '<html></html>'
  }),
  fault('no security policy', 'portal.csp', /there is none/, (world) => {
    answer(world, `${portal}/`).headers['content-security-policy'] = ''
  }),
  fault('scripts from anywhere', 'portal.csp', /scripts may come from 'unsafe-inline'/, (world) => {
    const { headers } = answer(world, `${portal}/`)
    headers['content-security-policy'] =
      `script-src 'self' 'unsafe-inline'; connect-src ${new URL(issuer).origin}; frame-ancestors 'none'`
  }),
  fault(
    'a policy in the way of sign-in',
    'portal.csp',
    /may not connect to https:\/\/cognito-idp/,
    (world) => {
      answer(world, `${portal}/`).headers['content-security-policy'] =
        "default-src 'self'; frame-ancestors 'none'"
    },
  ),
  fault(
    'pages that browsers keep',
    'portal.cache',
    /may keep https:\/\/users\.example\.com\/join/,
    (world) => {
      answer(world, `${portal}/join`).headers['cache-control'] = 'max-age=86400'
    },
  ),
  fault(
    'a portal out of reach',
    [
      ...['portal.start', 'portal.join', 'portal.deep', 'portal.config', 'portal.csp'],
      ...['api.portal.not-found', 'api.portal.signed-out', 'api.portal.operator'],
    ],
    /users\.example\.com\/ does not answer/,
    (world) => {
      for (const url of Object.keys(world.web)) if (url.startsWith(portal)) delete world.web[url]
    },
  ),
]
