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
