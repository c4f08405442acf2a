import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bound } from '../src/logging/bounds.ts'
import { toJson, toText } from '../src/logging/format.ts'
import { redact } from '../src/logging/redact.ts'

const targets = [
  ['/todos?page=2&sort=-id', '/todos?page=2&sort=-id'],
  ['/a?token=1', '/a?token=[redacted]'],
  ['/a?access_token=1&b=2', '/a?access_token=[redacted]&b=2'],
  ['/a?PassWord=1;api-key=2', '/a?PassWord=[redacted]'],
  ['/a?b=1;api-key=2;c&d=3', '/a?b=1;api-key=[redacted]&d=3'],
  ['/a?password=b;c#d', '/a?password=[redacted]'],
  ['/a?next=token%3D1', '/a?next=[redacted]'],
  ['/a?q={"token":"1"}', '/a?q=[redacted]'],
  ['/a?q=%7B%22apiKey%22%20:%201%7D&b=c:1', '/a?q=[redacted]&b=c:1'],
  ['/a?b?password%3D1', '[redacted]'],
  ['/a?url=https://ada:1234@a/', '/a?url=[redacted]'],
  ['/a?otp_code=1&user_pass=2&code_verifier=3', '/a?otp_code=[redacted]&user_pass=[redacted]&code_verifier=[redacted]'],
  ['/a?%74oken=1', '/a?%74oken=[redacted]'],
  ['/a?client[secret]=1', '/a?client[secret]=[redacted]'],
  ['/a?token=1?2=3', '/a?token=[redacted]'],
  ['/a?next=%2Fb%3Ftoken%3D1', '/a?next=[redacted]'],
  ['/a?next=%2Fb%3Fnext%3D%252Fc%253Ftoken%253D1', '/a?next=[redacted]'],
  ['/a?next=https%253A%252F%252Fada%253A1234%2540a%252F', '/a?next=[redacted]'],
  ['/a?%252574oken=1', '/a?%252574oken=[redacted]'],
  ['/a?q=%2525252525253D1', '/a?q=[redacted]'],
  ['/a?q=100%2525', '/a?q=100%2525'],
  ['/a?my_pass=1&totp=2&device_code=3', '/a?my_pass=[redacted]&totp=[redacted]&device_code=[redacted]'],
  ['/a?reset_code=1&passkey=2&card_number=3', '/a?reset_code=[redacted]&passkey=[redacted]&card_number=[redacted]'],
  ['/a?userPin=1&AWSAccessKeyId=2&code[]=3', '/a?userPin=[redacted]&AWSAccessKeyId=[redacted]&code[]=[redacted]'],
  ['/a?passenger=1&monkey=2&keyboard=3&author=4', '/a?passenger=1&monkey=2&keyboard=3&author=4'],
  ['/a?page=1&passive=2&design=3&country_code=4', '/a?page=1&passive=2&design=3&country_code=4'],
  ['/a?q=%zz&key=1', '/a?q=%zz&key=[redacted]'],
  ['/a#token=1', '/a#token=[redacted]'],
  ['/a?keyword=milk&author=ada&postcode=1&q=%40', '/a?keyword=milk&author=ada&postcode=1&q=%40'],
  ['http://ada:1234@a/b', 'http://[redacted]@a/b'],
  ['/proxy/https://ada:1234@a/b//c@d', '/proxy/https://[redacted]@a/b//[redacted]@d'],
  ['/proxy/https%3A%2F%2Fada%3A1234%40a%2Fb', '[redacted]'],
  ['/@ada/b@c', '/@ada/b@c'],
] as const

for (const [target, redacted] of targets) {
  test(`logs ${target} as ${redacted}`, () => assert.equal(redact(target), redacted))
}

const entry = { time: '2026-01-02T03:04:05.678Z', level: 'info', msg: 'a\nb\u001b[31m\u009b' }

test('escapes control characters in JSON', () => {
  const line = toJson(entry)
  assert.doesNotMatch(line, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  assert.equal(line.indexOf('\n'), line.length - 1)
  assert.deepEqual(JSON.parse(line), entry)
})

test('escapes control characters for people', () => {
  assert.equal(toText(false)(entry), '03:04:05.678 info  a\\u000ab\\u001b[31m\\u009b\n')
})

test('shows people what a request was, and the stack of an error', () => {
  const request = { ...entry, msg: 'request', method: 'GET', url: '/a', status: 200, durationMs: 1.5, requestId: 'x' }
  assert.equal(toText(false)(request), '03:04:05.678 info  GET /a 200 1.5 ms\n')
  const gone = { ...request, status: null, aborted: true }
  assert.equal(toText(false)(gone), '03:04:05.678 info  GET /a - 1.5 ms aborted\n')
  const failure = { ...entry, level: 'error', msg: 'failed', requestId: 'x', stack: 'Error: a\n    at b' }
  assert.equal(toText(false)(failure), '03:04:05.678 error failed requestId=x\n  Error: a\n      at b\n')
})

test('colors the level alone', () => {
  assert.equal(toText(true)({ ...entry, msg: 'a' }), '03:04:05.678 \u001b[36minfo \u001b[39m a\n')
})

const long = [
  { what: 'bytes that are escaped', text: '\u0080'.repeat(14_000) },
  { what: 'quotes', text: '"'.repeat(14_000) },
  { what: 'letters', text: 'x'.repeat(14_000) },
  { what: 'letters of two bytes', text: 'é'.repeat(14_000) },
  { what: 'surrogate pairs', text: '😀'.repeat(7000) },
  { what: 'halves of surrogate pairs', text: '\ud83d'.repeat(14_000) },
]

for (const { what, text } of long) {
  test(`shortens ${what}, and cuts none in half`, () => {
    const request = bound({ ...entry, msg: 'request', url: text, userAgent: text, stack: text })
    const line = toJson(request)
    assert.ok(Buffer.byteLength(line) < 13_000, String(line.length))
    assert.deepEqual(JSON.parse(line), request)
    assert.ok(Buffer.byteLength(toText(true)(request)) < 13_000)
    for (const field of ['url', 'userAgent', 'stack']) {
      const value = String(request[field])
      assert.ok(value.endsWith('...'))
      assert.equal(text.startsWith(value.slice(0, -3)), true)
      assert.equal((value.length - 3) % (what === 'surrogate pairs' ? 2 : 1), 0)
    }
  })
}

test('leaves what fits as it is', () => {
  const request = { ...entry, url: 'x'.repeat(2048), stack: 'x'.repeat(8000) }
  assert.deepEqual(bound(request), request)
  assert.equal(bound({ ...entry, url: 'x'.repeat(2049) })['url'], `${'x'.repeat(2045)}...`)
})
