import { describe, expect, test } from 'vitest'
import type { Field } from '../../../src/model/resource.ts'
import { declarationOf, ruleOf } from '../../../src/render/fields.ts'

const field = (rest: Partial<Field> = {}): Field => ({
  name: 'a',
  type: 'string',
  optional: false,
  unique: false,
  values: [],
  ...rest,
})
const enumOf = (...values: string[]) => field({ type: 'enum', values })

describe('a field of an interface', () => {
  test.each<[Field, string]>([
    [field(), 'a: string'],
    [field({ optional: true }), 'a?: string'],
    [field({ type: 'integer' }), 'a: number'],
    [field({ type: 'number' }), 'a: number'],
    [field({ type: 'boolean' }), 'a: boolean'],
    [field({ type: 'datetime' }), 'a: string'],
    [field({ type: 'uuid', unique: true }), 'a: string'],
    [enumOf('low', 'high'), "a: 'low' | 'high'"],
  ])('%o', (given, expected) => {
    expect(declarationOf(given)).toBe(expected)
  })

  test.each([120, 121])('of %i columns, indented, is broken as the formatter breaks it', (width) => {
    const value = 'v'.repeat(width - "  a: 'x' | ''".length)
    const broken = `a:\n    | 'x'\n    | '${value}'`
    expect(declarationOf(enumOf('x', value))).toBe(width > 120 ? broken : `a: 'x' | '${value}'`)
  })
})

describe('the rule of a field', () => {
  test.each<[Field, string]>([
    [field(), "{ type: 'string' }"],
    [field({ optional: true, unique: true }), "{ type: 'string', optional: true, unique: true }"],
    [enumOf('low', 'high'), "{ type: 'enum', values: ['low', 'high'] }"],
    [field({ min: 1, max: 200, default: "it's" }), "{ type: 'string', min: 1, max: 200, default: \"it's\" }"],
    [field({ type: 'number', min: -0.5, max: 1e21 }), "{ type: 'number', min: -0.5, max: 1e21 }"],
    [field({ type: 'boolean', default: false }), "{ type: 'boolean', default: false }"],
    [{ ...enumOf('low', 'high'), default: 'low' }, "{ type: 'enum', default: 'low', values: ['low', 'high'] }"],
  ])('%o', (given, expected) => {
    expect(ruleOf(given)).toBe(expected)
  })

  test('without values is broken by its members', () => {
    const long = 'v'.repeat(110)
    expect(ruleOf(field({ default: long }))).toBe(`{\n    type: 'string',\n    default: '${long}',\n  }`)
  })

  test('is broken once where it is too wide, and twice where its values are', () => {
    const long = 'v'.repeat(90)
    expect(ruleOf(enumOf('x', long))).toBe(`{\n    type: 'enum',\n    values: ['x', '${long}'],\n  }`)
    expect(ruleOf(enumOf(long, `${long}x`))).toBe(
      `{\n    type: 'enum',\n    values: [\n      '${long}',\n      '${long}x',\n    ],\n  }`,
    )
  })
})
