import { wrongRequest } from '../model/failure.ts'
import {
  type Field,
  type FieldType,
  propertyOf,
  type Resource,
  timestampNames,
  timestampsWord,
} from '../model/resource.ts'
import { checkDefault, checkRange } from './check-rules.ts'
import { longestName } from './limits.ts'
import { isUnsafe } from './taken-names.ts'

// The parameters that a list takes besides its filters.
const parameters = new Set(['page', 'limit', 'sort', 'cursor'])

// PostgreSQL has these columns in every table.
const systemColumns = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'])

// Types that a list filters by a range as well, with `min` and `max` before the field's name.
const ranged: ReadonlySet<FieldType> = new Set(['integer', 'number', 'datetime'])

/** Throws a Failure for the first field that could not become a property, a column of a form or a filter of a list. */
export function checkFields({ name, fields, timestamps }: Resource): void {
  if (fields.length === 0) {
    throw wrongRequest(`resource "${name}" has no fields: give it some, as in "${name} title:string done:boolean"`)
  }
  const times = timestamps ? timestampNames.map((at) => ({ name: at, type: 'datetime' as const })) : []
  const ranges = new Map(
    [...fields, ...times].flatMap((field) => rangesOf(field).map((range) => [range, field.name] as const)),
  )
  const seen = new Map<string, string>()
  for (const field of fields) {
    const property = propertyOf(field)
    const refuse = (why: string) => wrongRequest(`resource "${name}", field "${field.name}": ${why}`)
    const clashes = (why: string) => refuse(property === field.name ? why : `its property "${property}" ${why}`)
    checkName(field, refuse)
    const time = times.find((at) => at.name.toLowerCase() === property.toLowerCase())
    if (time !== undefined) throw refuse(`"${timestampsWord}" adds "${time.name}"; leave out one of the two`)
    const other = seen.get(property.toLowerCase())
    if (other === property) throw clashes('is there twice; leave one out')
    // Databases compare the names of columns without regard to case.
    if (other !== undefined) throw clashes(`differs from "${other}" by case only; take another name`)
    seen.set(property.toLowerCase(), property)
    const filtered = ranges.get(property)
    if (filtered !== undefined) throw refuse(`lists filter "${filtered}" by a parameter of that name; take another`)
    checkValues(field, refuse)
    checkRef(field, refuse)
    checkRange(field, refuse)
    checkDefault(field, refuse)
    if (field.type === 'boolean' && field.unique) {
      throw refuse('a unique boolean leaves room for two objects; leave out unique')
    }
  }
}

function rangesOf({ name, type }: Pick<Field, 'name' | 'type'>): string[] {
  const tail = name.charAt(0).toUpperCase() + name.slice(1)
  return ranged.has(type) ? [`min${tail}`, `max${tail}`] : []
}

function checkName(field: Field, refuse: (why: string) => Error): void {
  const { name } = field
  if (isUnsafe(name)) throw refuse('that name is not safe in JavaScript; take another')
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(name)) {
    throw refuse('write its name like title or dueDate: letters, digits and _, from a lower-case letter on')
  }
  const most = longestName - (propertyOf(field).length - name.length)
  if (name.length > most) throw refuse(`its name may have ${most} characters at most`)
  if (name === 'id') throw refuse('every resource has an id already; leave it out')
  if (systemColumns.has(name)) throw refuse('PostgreSQL has a column of that name; take another')
  if (parameters.has(name)) throw refuse('lists take a parameter of that name; take another')
}

function checkValues({ type, values }: Field, refuse: (why: string) => Error): void {
  if (type !== 'enum') {
    if (values.length > 0) throw refuse(`only an enum has values, and its type is ${type}`)
    return
  }
  if (values.length === 0) throw refuse('an enum needs its values, as in enum=low,high')
  const odd = values.find((value) => !/^[A-Za-z0-9_-]+$/.test(value))
  if (odd !== undefined) throw refuse(`"${odd}" cannot be one of its values: they are letters, digits, _ and -`)
  const twice = values.find((value, index) => values.indexOf(value) !== index)
  if (twice !== undefined) throw refuse(`has the value "${twice}" twice; leave one out`)
}

function checkRef({ name, type, ref, default: byDefault }: Field, refuse: (why: string) => Error): void {
  if (type !== 'ref') {
    if (ref !== undefined) throw refuse(`only a ref refers to a resource, and its type is ${type}`)
    return
  }
  if (!ref) throw refuse('a ref needs the name of its resource, as in ref=users')
  const [, short] = /^(.+?)(?:_id|Id)$/.exec(name) ?? []
  if (short !== undefined) throw refuse(`a ref adds "Id" by itself; name it "${short}"`)
  if (byDefault !== undefined) throw refuse('a ref has no default, as there may be no item with that id; leave it out')
}
