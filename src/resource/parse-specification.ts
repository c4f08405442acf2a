import { didYouMean, isSlipOf } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import {
  type Field,
  type FieldType,
  type FieldValue,
  fieldTypes,
  type Resource,
  timestampsWord,
  writtenTypes,
} from '../model/resource.ts'
import { singularOf } from './singular.ts'

const modifiers = ['optional', 'unique', 'default='] as const
const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/**
 * Reads `todos title:string(1..200) done:boolean:default=false timestamps`; `people/person` gives the singular. Whether
 * its names can become code is for `checkResources` to say. Throws a Failure that names the part it cannot read.
 */
export function parseSpecification(specification: string): Resource {
  const [subject = '', ...parts] = specification.trim().split(/\s+/)
  const [name = '', singular, ...rest] = subject.split('/')
  if (name === '') throw wrongRequest(`resource "${specification}": name it first, as in todos title:string`)
  if (singular === '' || rest.length > 0) {
    throw wrongRequest(`resource "${subject}": write the plural, or plural/singular as in people/person`)
  }
  const marks = parts.filter((part) => part === timestampsWord)
  if (marks.length > 1) throw wrongRequest(`resource "${name}": "${timestampsWord}" is there twice; leave one out`)
  const slip = parts.find((part) => isSlipOf(part, timestampsWord))
  if (slip !== undefined) {
    throw wrongRequest(
      `resource "${name}": did you mean "${timestampsWord}"? A field "${slip}" is written with its type, as in ${slip}:string`,
    )
  }
  const fields = parts
    .filter((part) => part !== timestampsWord)
    .map((part) => parseField(part, `resource "${name}", field "${part}"`))
  const resource = { name, singular: singular ?? singularOf(name), fields }
  return marks.length === 0 ? resource : { ...resource, timestamps: true }
}

function parseField(part: string, where: string): Field {
  const [, name = '', tail] = /^([^:]*)(?::(.*))?$/s.exec(part) ?? []
  // The rest of the word is the default: a datetime has colons of its own.
  const [, words, byDefault] = /^(.*?)(?:(?:^|:)default=(.*))?$/s.exec(tail ?? '') ?? []
  const rest = tail === undefined || (words === '' && byDefault !== undefined) ? [] : (words ?? '').split(':')
  const typed = rest.length > 0 && !isMark(rest[0] as string)
  const marks = typed ? rest.slice(1) : rest
  const stray = marks.find((mark) => !isMark(mark))
  if (stray !== undefined) {
    throw wrongRequest(
      `${where}: "${stray}" is not optional, unique or default=value${didYouMean(stray, modifiers)}\n` +
        'A field is name:type[:optional][:unique][:default=value]',
    )
  }
  const twice = marks.find((mark, index) => marks.indexOf(mark) !== index)
  if (twice !== undefined) throw wrongRequest(`${where}: "${twice}" is there twice`)
  const type = parseType(typed ? (rest[0] as string) : 'string', where)
  return {
    name,
    ...type,
    optional: marks.includes('optional'),
    unique: marks.includes('unique'),
    ...(byDefault === undefined ? {} : { default: readDefault(type.type, byDefault) }),
  }
}

function parseType(text: string, where: string): Pick<Field, 'type' | 'values' | 'ref' | 'min' | 'max'> {
  const [, type = '', range, list] = /^([^(=]*)(\([^=]*)?(?:=(.*))?$/s.exec(text) ?? []
  if (!isFieldType(type)) {
    const fault = type === '' ? 'there is no type after the colon' : `unknown type "${type}"`
    throw wrongRequest(`${where}: ${fault}${didYouMean(type, fieldTypes)}\nTypes: ${writtenTypes.join(', ')}`)
  }
  if (list !== undefined && type !== 'enum' && type !== 'ref') {
    throw wrongRequest(`${where}: only an enum has values after =, and a ref its resource`)
  }
  return {
    type,
    values: list && type === 'enum' ? list.split(',') : [],
    ...(list !== undefined && type === 'ref' ? { ref: list } : {}),
    ...(range === undefined ? {} : parseRange(type, range, where)),
  }
}

function parseRange(type: FieldType, text: string, where: string): Pick<Field, 'min' | 'max'> {
  const [, min = '', max = ''] = /^\((.*?)\.\.(.*)\)$/s.exec(text) ?? []
  const isRange = [min, max].every((bound) => bound === '' || number.test(bound)) && min + max !== ''
  if (!isRange) {
    throw wrongRequest(`${where}: "${text}" is not a range: write ${type}(1..200), ${type}(1..) or ${type}(..200)`)
  }
  return { ...(min === '' ? {} : { min: Number(min) }), ...(max === '' ? {} : { max: Number(max) }) }
}

/** What cannot be read as a value of the type stays text, for `checkResources` to refuse. */
function readDefault(type: FieldType, text: string): FieldValue {
  const isNumber = (type === 'integer' || type === 'number') && number.test(text)
  if (isNumber && Number.isFinite(Number(text))) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function isMark(text: string): boolean {
  return text === 'optional' || text === 'unique'
}

function isFieldType(text: string): text is FieldType {
  return (fieldTypes as readonly string[]).includes(text)
}
