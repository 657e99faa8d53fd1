/** Answers requests that match no route of the API, in the same format as every other problem. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { Problem } from '../problem.ts'
import { problemAnswer } from './problem-answer.ts'

export const handler = async (event: APIGatewayProxyEventV2) =>
  problemAnswer(new Problem('route_not_found'), event.requestContext.requestId)
