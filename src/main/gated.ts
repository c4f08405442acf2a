import type { Writable } from 'node:stream'
import { passable } from '../model/printable.ts'

/**
 * A stream to people, with a gate: from everything that is written to it, names and words of manifests and programs
 * included, only text and the styles and moves of our own arrive. All that this command prints goes through one.
 */
export function gated<Stream extends Writable>(stream: Stream): Stream {
  return new Proxy(stream, {
    get(target, key) {
      if (key === 'write') return (text: string) => target.write(passable(text))
      const member: unknown = Reflect.get(target, key, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}
