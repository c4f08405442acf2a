import { nodeProgram } from './node-program.ts'

export interface Options {
  /** The Node program that servers run on. */
  readonly program: string
  readonly quick: boolean
  readonly rounds: number
  /** Only those, by name; undefined: all. */
  readonly cases: readonly string[] | undefined
  readonly stacks: readonly string[] | undefined
}

interface Flags {
  readonly case?: string[]
  readonly stacks?: string
  readonly node?: string
  readonly quick?: boolean
  readonly rounds?: string
}

export function readOptions(flags: Flags): Options {
  const quick = flags.quick ?? false
  return {
    program: nodeProgram(flags.node),
    quick,
    rounds: Number(flags.rounds ?? (quick ? 3 : 5)),
    cases: flags.case?.flatMap((names) => names.split(',')),
    stacks: flags.stacks?.split(','),
  }
}

/** Those that are asked for, or all. Throws when there is none of such a name. */
export function pick<Item extends { readonly name: string }>(
  items: readonly Item[],
  names: readonly string[] | undefined,
): readonly Item[] {
  const unknown = names?.find((name) => items.every((item) => item.name !== name))
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${items.map(({ name }) => name).join(', ')}`)
  return names === undefined ? items : items.filter(({ name }) => names.includes(name))
}
