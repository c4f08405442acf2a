import { numberOf, WrongFlag } from '../../scripts/wrong-flag.ts'
import { nodeProgram } from './node-program.ts'

export const flags = {
  /** Only these cases; repeatable, or separated by commas. */
  case: { type: 'string', multiple: true },
  stacks: { type: 'string' },
  /** Of memory, sqlite and postgres only these, where `stores` measures. */
  stores: { type: 'string' },
  /** The major of the Node that servers run on. */
  node: { type: 'string' },
  rounds: { type: 'string' },
  quick: { type: 'boolean' },
  /** Makes what `counts` counts the budget. */
  write: { type: 'boolean' },
} as const

export interface Options {
  /** The Node program that servers run on. */
  readonly program: string
  readonly quick: boolean
  readonly rounds: number
  /** Only those, by name; undefined: all. */
  readonly cases: readonly string[] | undefined
  readonly stacks: readonly string[] | undefined
  readonly stores: readonly string[] | undefined
  readonly write: boolean
}

interface Values {
  readonly case?: string[]
  readonly stacks?: string
  readonly stores?: string
  readonly node?: string
  readonly rounds?: string
  readonly quick?: boolean
  readonly write?: boolean
}

export function readOptions(values: Values): Options {
  const quick = values.quick ?? false
  return {
    program: nodeProgram(values.node),
    quick,
    rounds: numberOf('--rounds', values.rounds ?? (quick ? '3' : '5')),
    cases: values.case?.flatMap((names) => names.split(',')),
    stacks: values.stacks?.split(','),
    stores: values.stores?.split(','),
    write: values.write ?? false,
  }
}

/** Those that are asked for, or all. Throws a WrongFlag when there is none of such a name. */
export function pick<Item extends { readonly name: string }>(
  items: readonly Item[],
  names: readonly string[] | undefined,
): readonly Item[] {
  const unknown = names?.find((name) => items.every((item) => item.name !== name))
  if (unknown !== undefined) throw new WrongFlag(`${unknown} is none of ${items.map(({ name }) => name).join(', ')}`)
  return names === undefined ? items : items.filter(({ name }) => names.includes(name))
}
