import { nodeMajors, packageManagers } from '../model/answers.ts'
import { type FeatureOption, optionsOf } from '../model/options.ts'
import { choosable, type Pack } from '../model/pack.ts'
import { fieldTypes } from '../model/resource.ts'

type Schema = Readonly<Record<string, unknown>>

/** The JSON Schema (draft 2020-12) of a file of answers, for editors and for `--config`. Every key may be left out. */
export function answersSchema(pack: Pack): Schema {
  const features = choosable(pack)
  const withOptions = features
    .map(({ id }) => [id, optionsOf(pack, id)] as const)
    .filter(([, { length }]) => length > 0)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Answers of create-raw-http-app',
    ...closed({
      $schema: { type: 'string', description: 'where an editor finds this schema' },
      name: { type: 'string', description: 'the package name', maxLength: 214 },
      features: {
        type: 'array',
        description: 'exactly these features, and what they require',
        items: {
          type: 'string',
          enum: features.map(({ id }) => id).sort(),
        },
        uniqueItems: true,
      },
      resources: { type: 'array', description: 'what the API serves', items: resourceSchema() },
      options: {
        description: 'values by feature and option',
        ...closed(Object.fromEntries(withOptions.map(([id, options]) => [id, optionsSchema(options)]))),
      },
      node: { type: 'integer', description: 'the lowest Node major the project must run on', enum: nodeMajors },
      packageManager: { type: 'string', enum: packageManagers },
    }),
  }
}

function resourceSchema(): Schema {
  return closed(
    {
      name: { type: 'string', description: 'the plural, as in blog-posts or blogPosts' },
      singular: { type: 'string', description: 'where the usual rules would not give it' },
      fields: {
        type: 'array',
        items: closed(
          {
            name: { type: 'string' },
            type: { type: 'string', enum: fieldTypes, default: 'string' },
            optional: { type: 'boolean', default: false },
            unique: { type: 'boolean', default: false },
            values: { type: 'array', description: 'of an enum', items: { type: 'string' } },
            ref: { type: 'string', description: 'of a ref: the name of the resource that it refers to' },
            min: { type: 'number', description: 'the least value of a number, or length of a string' },
            max: { type: 'number', description: 'the most of it' },
            default: { type: ['string', 'number', 'boolean'], description: 'where it is left out' },
          },
          ['name'],
        ),
      },
      timestamps: { type: 'boolean', description: 'adds createdAt and updatedAt', default: false },
    },
    ['name', 'fields'],
  )
}

function optionsSchema(options: readonly FeatureOption[]): Schema {
  return closed(
    Object.fromEntries(
      options.map((option) => {
        const { key, hint, choices, providers } = option
        const usual = providers === undefined ? { default: option.default } : {}
        return [
          key,
          { type: 'string', description: hint, ...usual, ...(choices === undefined ? {} : { enum: choices }) },
        ]
      }),
    ),
  )
}

/** An object that has no other keys than these. */
function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}
