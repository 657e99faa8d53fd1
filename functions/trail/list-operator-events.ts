import { listOperatorEvents } from '../../shared/contract/account-deletion.ts'
import { ok } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { operatorTrail } from '../table/keys.ts'
import { findEvents } from './stored-trail.ts'

export const handler = operatorOperation(listOperatorEvents, {
  answer: async ({ query }) => ok(await findEvents(operatorTrail, query)),
})
