import type { World } from '../healthy-stack.ts'
import { api, portal, tokenUrl } from '../healthy-web.ts'
import { answer, type Fault, fault } from './fault.ts'

export const apiFaults: readonly Fault[] = [
  ...(
    [
      ['portal', portal],
      ['direct', api],
    ] as const
  ).flatMap(([id, base]) => [
    fault(
      `a page in place of a problem, ${id}`,
      `api.${id}.not-found`,
      /nothing-here answers 200/,
      (world: World) => {
        Object.assign(answer(world, `${base}/v1/nothing-here`), { status: 200, body: '<html></html>' })
      },
    ),
    fault(
      `an API that lets anybody in, ${id}`,
      `api.${id}.signed-out`,
      /answers 200 without a token/,
      (world: World) => {
        answer(world, `${base}/v1/me`).status = 200
      },
    ),
    fault(`an API that fails, ${id}`, `api.${id}.operator`, /answers 503 to an operator/, (world: World) => {
      answer(world, `${base}/v1/accounts?limit=1`).status = 503
    }),
  ]),
  fault(
    'an issuer that gives operators no token',
    ['api.portal.operator', 'api.direct.operator'],
    /sign-in\.example\.com gave no token: it answered 400/,
    (world) => {
      answer(world, tokenUrl).status = 400
    },
  ),
]
