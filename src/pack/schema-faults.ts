import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import featureSchema from '../../templates/feature.schema.json' with { type: 'json' }
import probesSchema from '../../templates/probes.schema.json' with { type: 'json' }
import { didYouMean } from '../model/did-you-mean.ts'
import { parsePointer, pathText, valueAt } from '../model/json-path.ts'

/** What feature.schema.json has against a manifest, each in one sentence that names the key. */
export function manifestFaults(manifest: unknown): readonly string[] {
  return schemaFaults(featureSchema as Schema, manifest)
}

/** The same for probes.json and its schema. */
export function probeFaults(probes: unknown): readonly string[] {
  return schemaFaults(probesSchema as Schema, probes)
}

function schemaFaults(schema: Schema, value: unknown): readonly string[] {
  const { errors } = new Validator(schema, '2020-12', false).validate(value)
  return errors.filter(isLeaf).map((fault) => describe(schema, fault, value))
}

/** The rest only say that something inside them is wrong. */
function isLeaf({ keyword }: OutputUnit): boolean {
  return !['properties', 'items', 'additionalProperties', 'propertyNames', '$ref', 'if', 'allOf'].includes(keyword)
}

function describe(schema: Schema, fault: OutputUnit, root: unknown): string {
  const { keyword, keywordLocation, instanceLocation, error } = fault
  const path = parsePointer(instanceLocation)
  const where = pathText(path)
  const rule = ruleAt(schema, keywordLocation)
  const value = JSON.stringify(valueAt(root, path))
  if (keyword === 'false') return `unknown key ${where}${suggestion(schema, String(path.at(-1)))}`
  if (keyword === 'required') return `${where} lacks ${/"(.+)"/.exec(error)?.[0]}`
  if (keyword === 'type') return `${where} has to be of type ${[rule].flat().join(' or ')}, and is ${value}`
  if (keyword === 'enum') return `${where} is ${value}, which is none of ${(rule as readonly unknown[]).join(', ')}`
  if (keyword === 'const') return `${where} is ${value}, and can only be ${JSON.stringify(rule)}`
  if (keyword === 'uniqueItems') return `${where} names something twice`
  if (keyword === 'minItems' || keyword === 'minProperties') return `${where} is empty: leave it out`
  if (keyword === 'not')
    return `${where} has ${(rule as { required: readonly string[] }).required}, which does not go with its type`
  if (keyword === 'pattern') return `${where} is ${value ?? 'a key'}, which does not match ${rule}`
  if (keyword === 'format') return `${where} is ${value}, which is no regular expression`
  return `${where}: ${error}`
}

/** Another key, where it was meant; the same one is known somewhere else, and of no use here. */
function suggestion(schema: Schema, key: string): string {
  const keys = keysIn(schema)
  return keys.includes(key) ? '' : didYouMean(key, keys)
}

/** What the schema says at a place that is reached through its references. */
function ruleAt(schema: Schema, pointer: string): unknown {
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
