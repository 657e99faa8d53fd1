import { expect, test } from 'vitest'
import { Queue } from '../../local/services/queues.ts'

test("a neighbor's ten thousand messages hold up nobody: each group of the queue gets its turn", () => {
  const queue = new Queue({ VisibilityTimeout: 180 }, () => undefined)
  for (let index = 0; index < 10_000; index++) queue.send(`noisy ${index}`, 'noisy')
  expect(queue.receive(10, 0).map(({ body }) => body)).toEqual(
    Array.from({ length: 10 }, (_, index) => `noisy ${index}`),
  )
  queue.send('quiet', 'quiet')
  queue.send('alone')
  expect(
    queue
      .receive(10, 0)
      .map(({ body }) => body)
      .slice(0, 2)
      .toSorted(),
  ).toEqual(['alone', 'quiet'])
})

test('if no other group waits, a group gets all turns, in the order of its messages', () => {
  const queue = new Queue({ VisibilityTimeout: 180 }, () => undefined)
  for (let index = 0; index < 5; index++) queue.send(String(index), 'one')
  expect(queue.receive(10, 0)).toHaveLength(5)
  expect(queue.receive(10, 0)).toHaveLength(0)
  expect(queue.receive(10, 180_000)).toHaveLength(5)
})
