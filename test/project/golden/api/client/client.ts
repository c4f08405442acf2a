import type { Todo } from '../src/resources/todos.ts'
import { type CollectionClient, createCollection } from './collection.ts'
import { createSend } from './send.ts'

/** What the server keeps, by the name of the resource. */
interface ItemTypes {
  todos: Todo
}

/** Fields that need not be sent: they have a default, or the server sets them. */
interface GivenFields {
  todos: object
}

export type ApiClient = {
  readonly [Name in keyof ItemTypes]: CollectionClient<ItemTypes[Name], keyof GivenFields[Name]>
}

/**
 * A client of the server at a URL, such as `https://example.com/shop`. `init`: of every request, as in
 * `{ headers: { Authorization: 'Bearer ...' } }`.
 */
export function createClient(url: string, init: RequestInit = {}): ApiClient {
  const send = createSend(url, init)
  return {
    todos: createCollection(send, '/api/todos'),
  }
}
