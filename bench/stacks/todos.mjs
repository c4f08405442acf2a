// The store of every stack but the generated one, so that what differs between them is the stack.

/** `SEED` todos, the same in all stacks. */
export function createTodos() {
  const todos = new Map()
  let lastId = Number(process.env.SEED ?? 0)
  for (let id = 1; id <= lastId; id++) todos.set(id, { id, ...draftOf(id) })
  return {
    list(page, limit) {
      const data = []
      let at = 0
      for (const todo of todos.values()) {
        if (at >= page * limit) break
        if (at >= (page - 1) * limit) data.push(todo)
        at += 1
      }
      return { data, page, limit, total: todos.size }
    },
    get: (id) => todos.get(id),
    create(draft) {
      lastId += 1
      return put(lastId, draft)
    },
    replace: (id, draft) => (todos.has(id) ? put(id, draft) : undefined),
  }

  function put(id, { title, done }) {
    const todo = { id, title, done }
    todos.set(id, todo)
    return todo
  }
}

export function draftOf(id) {
  return { title: `Todo number ${id}`, done: id % 2 === 0 }
}

export const host = '127.0.0.1'
export const port = Number(process.env.PORT ?? 0)
/** Absolute: the files that are served. */
export const publicFolder = process.env.PUBLIC
/** Whose X-Forwarded-For counts, where one is trusted at all. */
export const trustProxy = process.env.TRUST_PROXY
export const bodyLimit = 1_048_576
/** So high that nobody is ever refused: it is the counting that is measured. */
export const rateLimit = { max: 1_000_000_000, windowMs: 60_000 }
