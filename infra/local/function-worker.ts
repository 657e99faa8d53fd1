/** An instance of a function: a thread with its own environment that loads the bundle and handles one event at a time. */
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod/mini'

const start = z.object({ code: z.string(), functionName: z.string(), memory: z.number() })
const call = z.object({ requestId: z.string(), event: z.unknown(), deadline: z.number() })

const { code, functionName, memory } = start.parse(workerData)
const { handler } = z.object({ handler: z.custom<Handler>() }).parse(await import(code))

type Handler = (event: unknown, context: object) => Promise<unknown>

// Loading the code is no part of the time that a function has for an event, here as on AWS.
parentPort?.postMessage('ready')

parentPort?.on('message', async (message: unknown) => {
  const { requestId, event, deadline } = call.parse(message)
  const context = {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: String(memory),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  }
  try {
    parentPort?.postMessage({ result: await handler(event, context) })
  } catch (error) {
    const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
    console.error(JSON.stringify({ errorType: name, at: (stack ?? '').split('\n').slice(1, 9) }))
    parentPort?.postMessage({ failed: name })
  }
})
