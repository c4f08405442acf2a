import type { Fields, Rule } from './fields.ts'
import { formats } from './formats.ts'
import type { Draft, Stored } from './store.ts'
import type { Values } from './validate.ts'

/** Makes the function that completes what a client sent with what the server sets: `createdAt`, `updatedAt`. */
export function createTimeSetter<Item extends Stored>(fields: Fields<Item>) {
  const rules = Object.entries(fields) as [string, Rule][]
  const times = rules.filter(([, { setAt }]) => setAt !== undefined)
  const others = rules.filter(([, { setAt }]) => setAt === undefined).map(([name]) => name)

  /** `current`: the item that is changed, if there is one. What changes nothing has no time of its own. */
  return (values: Values, current?: Item): Draft<Item> => {
    const before = current as Values | undefined
    const isChange = others.some((name) => values[name] !== before?.[name])
    const now = Date.now()
    const set = times.map(([name, { setAt }]) => {
      const last = before?.[name]
      return [name, last === undefined || (setAt === 'change' && isChange) ? timeAfter(last, now) : last]
    })
    // Each value has been checked, so the whole has the type that the rules describe.
    return { ...values, ...Object.fromEntries(set) } as Draft<Item>
  }
}

/** Now, or the next millisecond after `last`: a clock may be slow, or be set back, and no two versions share a time. */
function timeAfter(last: unknown, now: number): string {
  const before = last === undefined ? undefined : formats.datetime.instant(String(last))
  return new Date(before === undefined ? now : Math.max(now, Math.round(before) + 1)).toISOString()
}
