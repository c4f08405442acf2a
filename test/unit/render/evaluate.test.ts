import Handlebars from 'handlebars'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/render/evaluate.ts'
import { strictly } from '../../../src/render/strict.ts'

const context = {
  name: 'tea',
  zero: 0,
  none: null,
  empty: [],
  words: ['a', 'b', 'c'],
  pots: [
    { name: 'one', lids: [1, 2] },
    { name: 'two', lids: [] },
  ],
}

function evaluated(text: string): string {
  return evaluate(Handlebars.parse(text), strictly(context), { filled: new Set(['full']) })
}

describe('a template', () => {
  test.each([
    ['{{name}} {{zero}} [{{none}}]', 'tea 0 []'],
    ['{{! a comment }}{{json words.[1]}} {{literal name}}', `"b" 'tea'`],
    ['{{#if name}}yes{{else}}no{{/if}} {{#if zero}}yes{{else if none}}maybe{{else}}no{{/if}}', 'yes no'],
    ['{{#if empty}}yes{{/if}}{{#unless empty}}none{{else}}some{{/unless}}{{#if none.of.it}}yes{{/if}}', 'none'],
    ['{{#each words}}{{#if @first}}<{{/if}}{{this}}{{@index}}{{#if @last}}>{{/if}}{{/each}}', '<a0b1c2>'],
    ['{{#each empty}}x{{else}}nothing{{/each}}', 'nothing'],
    [
      '{{#each pots}}{{name}}:{{#each lids}}{{../name}}{{this}}{{@root.name}} {{/each}}{{/each}}',
      'one:one1tea one2tea two:',
    ],
    ['{{#with pots.[0]}}{{name}} of {{../name}}{{/with}}{{#with none}}x{{else}} none{{/with}}', 'one of tea none'],
    ['{{#slot "empty"}}\nkept\n{{/slot}}\n{{#slot "full"}}\n  gone\n{{/slot}}\n', 'kept\n  \u0003full\u0003\n'],
  ])('%j is %j', (text, expected) => {
    expect(evaluated(text)).toBe(expected)
  })

  test.each([
    ['{{nmae}}', /unknown variable "nmae" \(known here: .*name/],
    ['{{#if nmae}}{{/if}}', /unknown variable "nmae"/],
    ['{{#each pots}}{{#if @frist}}{{/if}}{{/each}}', /unknown variable "@frist"/],
    ['{{name.length.size}}', /"name\.length\.size": .* has no members/],
    ['{{../name}}', /"\.\.\/name" leads out of the template/],
    ['{{shout name}}', /line 1: unknown helper "shout" \(known: slot, json, literal\)/],
    ['{{#shout name}}{{/shout}}', /line 1: unknown helper "shout" \(known: if, unless, with, each, slot\)/],
    ['{{#each name}}{{/each}}', /\{\{#each\}\} takes a list/],
    ['{{#each words as |word|}}{{/each}}', /line 1: names for items/],
    ['{{#if}}{{/if}}', /\{\{#if\}\} is missing its argument/],
    ['{{json name indent=2}}', /line 1: named arguments/],
    ['{{> part}}', /line 1: partials and decorators/],
  ])('%s is refused', (text, message) => {
    expect(() => evaluated(text)).toThrow(message)
  })
})
