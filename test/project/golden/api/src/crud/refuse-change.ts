import { HttpError } from '../http/errors.ts'
import type { Rule } from './fields.ts'
import { MissingReferenceError, ReferredError, UniqueError } from './store.ts'

/** Makes the function that runs a change of a store, and rejects with a response where the store refuses it. */
export function createRefusals(fields: object) {
  const rules = new Map<string, Rule>(Object.entries(fields))

  return async <Result>(change: () => Promise<Result>): Promise<Result> => {
    try {
      return await change()
    } catch (error) {
      throw responseTo(error, rules)
    }
  }
}

function responseTo(error: unknown, rules: ReadonlyMap<string, Rule>): unknown {
  if (error instanceof ReferredError) {
    return new HttpError(409, `The item cannot be deleted: items of ${error.by.join(', ')} refer to it`)
  }
  if (error instanceof UniqueError) {
    const errors = [{ field: error.field, message: 'is already in use' }]
    return new HttpError(409, 'A value must be unique and is already in use', {}, { errors })
  }
  if (!(error instanceof MissingReferenceError)) return error
  const errors = error.fields.map((field) => ({
    field,
    message: `must be the id of an item that exists in ${rules.get(field)?.ref}`,
  }))
  return new HttpError(400, 'The body is not valid', {}, { errors })
}
