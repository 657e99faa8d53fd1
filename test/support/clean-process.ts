/** What a test file changes in its process ends with it, because the next file has the same process. */
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, vi } from 'vitest'

const environment = { ...process.env }
const mocks: { readonly restore: () => void }[] = []

/** Every client of this class answers as it's told to, until the file ends. */
export const mocked: typeof mockClient = (client) => {
  const mock = mockClient(client)
  mocks.push(mock)
  return mock
}

afterAll(() => {
  for (const mock of mocks) mock.restore()
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
  // Handlers read the environment when they are loaded.
  vi.resetModules()
})
