import type { StoreName } from '../stores/store-stacks.ts'

/** What charts are made of: the files of bench/results, as far as charts need them. */
export interface About {
  readonly date: string
  readonly machine: { readonly processor: string }
  readonly versions: { readonly node: string }
}

interface Measured {
  readonly name: string
  readonly medians: Readonly<Record<string, number>>
}

export interface ServerResults extends About {
  readonly cases: readonly { readonly name: string; readonly title: string; readonly stacks: readonly Measured[] }[]
}

export interface GrowResults extends About {
  readonly growths: readonly {
    readonly name: string
    readonly title: string
    readonly stacks: readonly {
      readonly stack: string
      readonly sizes: readonly { readonly size: number; readonly medians: Readonly<Record<string, number>> }[]
    }[]
  }[]
}

export interface MemoryResults extends About {
  readonly stacks: readonly Measured[]
}

export interface CommandResults extends About {
  readonly runs: readonly Measured[]
}

export interface First200Results extends About {
  readonly ways: readonly (Measured & { readonly title: string })[]
}

export interface StoresResults extends About {
  readonly stores: readonly {
    readonly name: StoreName
    readonly cases: readonly {
      readonly name: string
      readonly title: string
      readonly stacks: readonly {
        readonly stack: string
        readonly size: number
        readonly medians: { readonly cpuUs: number }
      }[]
    }[]
  }[]
}

export interface Results {
  readonly server?: ServerResults
  readonly grow?: GrowResults
  readonly memory?: MemoryResults
  readonly command?: CommandResults
  readonly 'first-200'?: First200Results
  readonly stores?: StoresResults
}
