import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Schema, Validator } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { probesPath, readProbes } from '../../../scripts/matrix/probe/probe.ts'
import { choosable, featureOf } from '../../../src/model/pack.ts'
import { realPack, templatesFolder } from '../../support/real-pack.ts'

const schema = JSON.parse(readFileSync(join(templatesFolder, 'probes.schema.json'), 'utf8')) as Schema
const validator = new Validator(schema, '2020-12', false)
const problems = (value: unknown) =>
  validator.validate(value).errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)

const probes = readProbes(templatesFolder, realPack)
const exchange = { about: 'is there', request: { path: '/' }, answer: { status: 200 } }

describe('probes', () => {
  test.each([...probes.keys()])('of %s are as the schema has them, which they name', (id) => {
    const path = probesPath(templatesFolder, featureOf(realPack, id))
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    expect(problems(value)).toEqual([])
    expect(value).toMatchObject({ $schema: relative(dirname(path), join(templatesFolder, 'probes.schema.json')) })
  })

  test('are there for every feature that can be chosen', () => {
    const without = choosable(realPack).filter((feature) => !existsSync(probesPath(templatesFolder, feature)))
    expect(without).toEqual([])
  })
})

describe('the schema', () => {
  test.each<[string, object]>([
    ['a request and a status', exchange],
    ['a header that must not be sent', { ...exchange, answer: { status: 404, headers: { 'x-powered-by': null } } }],
    ['a line while it starts', { about: 'speaks', when: 'starting', log: 'listening' }],
    ['a line of a file', { about: 'is small', file: 'Dockerfile', line: '-slim' }],
  ])('accepts %s', (_, probe) => {
    expect(problems({ probes: [probe] })).toEqual([])
  })

  test.each<[string, object]>([
    ['no words', { ...exchange, about: '' }],
    ['a request without an answer', { about: 'is there', request: { path: '/' } }],
    ['an answer without a status', { ...exchange, answer: {} }],
    ['a path that is none', { ...exchange, request: { path: 'x' } }],
    ['a header name in capitals', { ...exchange, answer: { status: 200, headers: { ETag: '"' } } }],
    ['two kinds in one', { ...exchange, file: 'Dockerfile', line: 'x' }],
    ['a line at no time', { about: 'speaks', log: 'x' }],
    ['a key it does not know', { ...exchange, anwser: {} }],
  ])('refuses %s', (_, probe) => {
    expect(problems({ probes: [probe] })).not.toEqual([])
  })

  test('refuses a file without probes', () => {
    expect(problems({ probes: [] })).not.toEqual([])
  })
})
