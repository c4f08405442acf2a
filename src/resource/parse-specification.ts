import { didYouMean } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import { type Field, type FieldType, fieldTypes, type Resource } from '../model/resource.ts'
import { singularOf } from './singular.ts'

const modifiers = ['optional', 'unique'] as const

/**
 * Reads `todos title:string done:boolean:optional`; `people/person` gives the singular. Whether its names can become
 * code is for `checkResources` to say. Throws a Failure that names the part it cannot read.
 */
export function parseSpecification(specification: string): Resource {
  const [subject = '', ...parts] = specification.trim().split(/\s+/)
  const [name = '', singular, ...rest] = subject.split('/')
  if (name === '') throw wrongRequest(`resource "${specification}": name it first, as in todos title:string`)
  if (singular === '' || rest.length > 0) {
    throw wrongRequest(`resource "${subject}": write the plural, or plural/singular as in people/person`)
  }
  const fields = parts.map((part) => parseField(part, `resource "${name}", field "${part}"`))
  return { name, singular: singular ?? singularOf(name), fields }
}

function parseField(part: string, where: string): Field {
  const [name = '', ...rest] = part.split(':')
  const typed = rest.length > 0 && !isModifier(rest[0] as string)
  const marks = typed ? rest.slice(1) : rest
  const stray = marks.find((mark) => !isModifier(mark))
  if (stray !== undefined) {
    throw wrongRequest(
      `${where}: "${stray}" is neither optional nor unique${didYouMean(stray, modifiers)}\n` +
        'A field is name:type[:optional][:unique]',
    )
  }
  const twice = marks.find((mark, index) => marks.indexOf(mark) !== index)
  if (twice !== undefined) throw wrongRequest(`${where}: "${twice}" stands there twice`)
  return {
    name,
    ...parseType(typed ? (rest[0] as string) : 'string', where),
    optional: marks.includes('optional'),
    unique: marks.includes('unique'),
  }
}

function parseType(text: string, where: string): Pick<Field, 'type' | 'values'> {
  const [type = '', list] = text.split(/=(.*)/s)
  if (!isFieldType(type)) {
    const all = fieldTypes.map((known) => (known === 'enum' ? 'enum=a,b' : known)).join(', ')
    const fault = type === '' ? 'there is no type behind the colon' : `unknown type "${type}"`
    throw wrongRequest(`${where}: ${fault}${didYouMean(type, fieldTypes)}\nTypes: ${all}`)
  }
  if (type === 'enum') return { type, values: list ? list.split(',') : [] }
  if (list !== undefined) throw wrongRequest(`${where}: only an enum takes values`)
  return { type, values: [] }
}

function isModifier(text: string): boolean {
  return (modifiers as readonly string[]).includes(text)
}

function isFieldType(text: string): text is FieldType {
  return (fieldTypes as readonly string[]).includes(text)
}
