import { type Field, type Resource, timestampsWord } from '../model/resource.ts'
import { singularOf } from './singular.ts'

/** The specification that `parseSpecification` reads as this very resource, with every type spelt out. */
export function formatSpecification({ name, singular, fields, timestamps }: Resource): string {
  const subject = singular === singularOf(name) ? name : `${name}/${singular}`
  return [subject, ...fields.map(formatField), ...(timestamps ? [timestampsWord] : [])].join(' ')
}

function formatField({ name, type, values, ref, optional, unique, min, max, default: byDefault }: Field): string {
  const list = ref ?? values.join(',')
  const kind = list === '' ? type : `${type}=${list}`
  const range = min === undefined && max === undefined ? '' : `(${min ?? ''}..${max ?? ''})`
  const marks = [...(optional ? ['optional'] : []), ...(unique ? ['unique'] : [])]
  const last = byDefault === undefined ? [] : [`default=${byDefault}`]
  return [name, kind + range, ...marks, ...last].join(':')
}
