import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { explainListenError } from '../src/listening.ts'

const failures = [
  ['EADDRINUSE', /^port 80 on 192\.0\.2\.1 is in use: .* set PORT to another/],
  ['EACCES', /^port 80 on 192\.0\.2\.1 needs more rights: set PORT to 1024 or above$/],
  ['EADDRNOTAVAIL', /^HOST=192\.0\.2\.1 is no address of this machine: set HOST to one/],
  ['ENOTFOUND', /^HOST=192\.0\.2\.1 is no address of this machine/],
  ['EMFILE', /^cannot listen at port 80 on 192\.0\.2\.1: too bad$/],
] as const

for (const [code, explanation] of failures) {
  test(`explains ${code} in a line`, () => {
    const error = Object.assign(new Error('too bad'), { code })
    assert.match(explainListenError(error, readConfig({ PORT: '80', HOST: '192.0.2.1' })), explanation)
  })
}
