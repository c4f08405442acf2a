import { describe, expect, test } from 'vitest'
import { type FieldType, type FieldValue, fieldTypes } from '../../../src/model/resource.ts'
import { rejectedBy, sampleOf } from '../../../src/render/samples.ts'
import { checkResources } from '../../../src/resource/check-resources.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'

function samplesFor(specification: string): readonly FieldValue[] {
  const resource = parseSpecification(specification)
  checkResources([resource], [])
  return resource.fields.map((field) => sampleOf(field, resource))
}

test.each<[string, readonly FieldValue[]]>([
  ['people name firstName last_name', ['Ada Lovelace', 'Ada', 'Lovelace']],
  ['users name username phone', ['Ada Lovelace', 'ada', '+1 202 555 0100']],
  ['blog-posts title author body', ['A walk along the river', 'Ada Lovelace', 'A few words about it.']],
  ['todos title', ['Buy milk']],
  ['books title isbn genre', ['Moby-Dick', '978-0-14-243724-7', 'novel']],
  ['articles title slug', ['A walk along the river', 'first-steps']],
  ['people title fullName', ['Dr', 'Ada Lovelace']],
  ['users email url city country', ['ada@example.com', 'https://example.com/', 'Lisbon', 'Portugal']],
  ['products sku price quantity', ['AB-1001', '19.9', '3']],
  [
    'people birthday:datetime avatar:url site:url',
    ['1990-05-17T00:00:00Z', 'https://example.com/photo.jpg', 'https://example.com/'],
  ],
  ['products price:number unitPrice:integer quantity:integer stock:integer(..9)', [19.9, 20, 3, 9]],
  ['todos a:integer:default=3 b:integer(3..3):default=3 city:string:default=Lisbon', [4, 3, 'Other Lisbon']],
  ['products name colour fruit', ['Desk lamp', 'green', 'Apple']],
  ['orders customerName shippingCity country', ['Ada Lovelace', 'Lisbon', 'Portugal']],
  ['fruits name', ['Apple']],
  ['cities name', ['Lisbon']],
  ['widgets name title', ['Blue widget', 'First steps']],
  ['widgets fileName projectTitle odd', ['photo.jpg', 'Green team', 'Some odd']],
  ['widgets constructorName toStrings', ['Some constructor name', 'Some to strings']],
  ['people age:integer rating:number pages:integer', [36, 4.5, 320]],
  ['cats age:integer(0..30) size:integer(10..) share:number(..1) odd:integer(-9..-5)', [30, 10, 1, -5]],
  ['people name:string(..3) note:string(30..) one:string(1..1)', ['Ada', 'A few words about it.A few wor', 'S']],
  ['todos title:string(..4)', ['Buy']],
  ['todos a:boolean b:boolean:default=true c:enum=x,y:default=x d:enum=x:default=x', [true, false, 'y', 'x']],
])('%s: %j', (specification, expected) => {
  expect(samplesFor(specification)).toEqual(expected)
})

describe('values that are refused', () => {
  test.each(fieldTypes)('a %s has one that is not its sample', (type) => {
    const tail = { enum: '=low,high', ref: '=todos' } as Partial<Record<FieldType, string>>
    const specification = `todos a:${type}${tail[type] ?? ''}`
    const [field] = parseSpecification(specification).fields
    expect(rejectedBy(field as NonNullable<typeof field>)).toHaveLength(type === 'ref' ? 2 : 1)
    expect(rejectedBy(field as NonNullable<typeof field>)).not.toContain(JSON.stringify(samplesFor(specification)[0]))
  })

  test.each([
    ['string(1..200)', ['5', "''", "'x'.repeat(201)"]],
    ['string(0..)', ['5']],
    ['string(3..)', ['5', "'x'.repeat(2)"]],
    ['integer(0..150)', ['1.5', '-1', '151']],
    ['number(..0.5)', ["'9.5'", '1.5']],
    ['number(..1e300)', ["'9.5'"]],
  ])('of %s are %j', (type, expected) => {
    const [field] = parseSpecification(`todos a:${type}`).fields
    expect(rejectedBy(field as NonNullable<typeof field>)).toEqual(expected)
  })
})
