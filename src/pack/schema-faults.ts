import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import featureSchema from '../../templates/feature.schema.json' with { type: 'json' }
import { didYouMean } from '../model/did-you-mean.ts'
import { parsePointer, pathText, valueAt } from '../model/json-path.ts'

const schema = featureSchema as Schema

/** What feature.schema.json has against a manifest, each in one sentence that names the key. */
export function schemaFaults(manifest: unknown): readonly string[] {
  const { errors } = new Validator(schema, '2020-12', false).validate(manifest)
  return errors.filter(isLeaf).map((fault) => describe(fault, manifest))
}

/** The rest only say that something inside them is wrong. */
function isLeaf({ keyword }: OutputUnit): boolean {
  return !['properties', 'items', 'additionalProperties', 'propertyNames', '$ref', 'if'].includes(keyword)
}

function describe({ keyword, keywordLocation, instanceLocation, error }: OutputUnit, manifest: unknown): string {
  const path = parsePointer(instanceLocation)
  const where = pathText(path)
  const rule = ruleAt(keywordLocation)
  const value = JSON.stringify(valueAt(manifest, path))
  if (keyword === 'false') return `unknown key ${where}${didYouMean(String(path.at(-1)), keysIn(schema))}`
  if (keyword === 'required') return `${where} lacks ${/"(.+)"/.exec(error)?.[0]}`
  if (keyword === 'type') return `${where} has to be of type ${rule}, and is ${value}`
  if (keyword === 'enum') return `${where} is ${value}, which is none of ${(rule as readonly unknown[]).join(', ')}`
  if (keyword === 'const') return `${where} is ${value}, and can only be ${JSON.stringify(rule)}`
  if (keyword === 'uniqueItems') return `${where} names something twice`
  if (keyword === 'minItems' || keyword === 'minProperties') return `${where} is empty: leave it out`
  if (keyword === 'not')
    return `${where} has ${(rule as { required: readonly string[] }).required}, which does not go with its type`
  if (keyword === 'pattern') return `${where} is ${value ?? 'a key'}, which does not match ${rule}`
  return `${where}: ${error}`
}

/** What the schema says at a place that is reached through its references. */
function ruleAt(pointer: string): unknown {
  return parsePointer(pointer).reduce<unknown>((node, key) => {
    const found = valueAt(node, [key])
    return key === '$ref' ? valueAt(schema, parsePointer(String(found))) : found
  }, schema)
}

/** Every key that the schema knows anywhere. */
function keysIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const own = Object.keys((node as Schema).properties ?? {})
  return [...own, ...Object.values(node).flatMap(keysIn)]
}
