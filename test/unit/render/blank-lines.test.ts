import { describe, expect, test } from 'vitest'
import { renderOne } from '../../support/tiny-pack.ts'

describe('gaps that empty slots leave are closed', () => {
  test.each<[string, string, string, string]>([
    ['between statements', 'a.ts', 'a()\n\n{{slot "x"}}\n\nb()\n', 'a()\n\nb()\n'],
    ['at the top', 'a.ts', '{{slot "x"}}\n\na()\n', 'a()\n'],
    ['at the end', 'a.ts', 'a()\n\n{{slot "x"}}\n', 'a()\n'],
    ['at the start of a block', 'a.ts', 'if (a) {\n  {{slot "x"}}\n\n  b()\n}\n', 'if (a) {\n  b()\n}\n'],
    ['at the end of a block', 'a.ts', 'if (a) {\n  b()\n\n  {{slot "x"}}\n}\n', 'if (a) {\n  b()\n}\n'],
    ['in a call and a list', 'a.ts', 'a(\n\n  [\n\n    1,\n\n  ],\n\n)\n', 'a(\n  [\n    1,\n  ],\n)\n'],
    ['where several meet', 'a.ts', 'a()\n\n{{slot "x"}}\n\n{{slot "y"}}\n\n\nb()\n', 'a()\n\nb()\n'],
    ['of white space only', 'a.txt', 'a\n   \n\t\nb\n', 'a\n\nb\n'],
    ['but prose keeps a blank line by a bracket', 'a.md', 'see (\n\nb\n\n)\n', 'see (\n\nb\n\n)\n'],
  ])('%s', (_, target, text, expected) => {
    expect(renderOne(target, text)).toBe(expected)
  })
})
