/** An instance of a function: a thread with its own environment. It loads the bundle and handles several events at once. */
import { parentPort, workerData } from 'node:worker_threads'

type Start = { readonly code: string; readonly functionName: string; readonly memory: number }
type Call = { readonly requestId: string; readonly event: unknown; readonly deadline: number }
type Bundle = { readonly handler: (event: unknown, context: object) => Promise<unknown> }

// Imports nothing but the bundle: every instance would load it.
const { code, functionName, memory }: Start = workerData
const { handler }: Bundle = await import(code)

// Loading the code doesn't count towards a function's time for an event, as on AWS.
parentPort?.postMessage('ready')

parentPort?.on('message', async ({ requestId, event, deadline }: Call) => {
  const context = {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: String(memory),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  }
  try {
    parentPort?.postMessage({ requestId, result: await handler(event, context) })
  } catch (error) {
    const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
    console.error(JSON.stringify({ errorType: name, at: (stack ?? '').split('\n').slice(1, 9) }))
    parentPort?.postMessage({ requestId, failed: name })
  }
})
