import { expect, test } from 'vitest'
import { gatewayEvent, routeOf } from '../../local/gateway/gateway-event.ts'

const eventOf = (body: Buffer, headers: Record<string, string> = {}) =>
  gatewayEvent(
    {
      method: 'POST',
      url: '/v1/invitations/preview',
      headers,
      body,
      sourceIp: '127.0.0.1',
      httpVersion: '1.1',
      requestId: 'r1',
    },
    routeOf('POST /v1/invitations/preview'),
    undefined,
    new Date('2026-08-07T01:37:53Z'),
  )

const body = Buffer.from('{"token":"é"}')

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON;charset=iso-8859-1',
  'application/xml',
  'application/javascript',
  'text/plain',
  'text/csv; header=present',
])('a body of %s comes as text', (type) => {
  expect(eventOf(body, { 'content-type': type })).toMatchObject({
    body: '{"token":"é"}',
    isBase64Encoded: false,
  })
})

test.each([
  undefined,
  '',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/merge-patch+json',
  'application/jsonp',
  'json',
])('a body of the type %s comes in base64, byte for byte', (type) => {
  const event = eventOf(body, type === undefined ? {} : { 'content-type': type })
  expect(event.isBase64Encoded).toBe(true)
  expect(Buffer.from(event.body ?? '', 'base64')).toEqual(body)
})

test('a compressed body comes in base64, whatever its type', () => {
  const compressed = Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff])
  const event = eventOf(compressed, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  expect(event).toMatchObject({ isBase64Encoded: true, body: compressed.toString('base64') })
})

test("bytes that aren't UTF-8 arrive as text with replacement characters", () => {
  const event = eventOf(Buffer.from([0x22, 0xe9, 0x22]), { 'content-type': 'application/json' })
  expect(event).toMatchObject({ isBase64Encoded: false, body: '"\uFFFD"' })
})

test('without a body there is none, and no encoding of it', () => {
  const event = eventOf(Buffer.from(''))
  expect(event).not.toHaveProperty('body')
  expect(event.isBase64Encoded).toBe(false)
})

test('the time is there twice: in access log format, and in milliseconds', () => {
  expect(eventOf(body).requestContext).toMatchObject({
    time: '07/Aug/2026:01:37:53 +0000',
    timeEpoch: 1_786_066_673_000,
  })
})
