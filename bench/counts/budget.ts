import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchFolder } from '../run/folders.ts'
import type { Work } from './count-work.ts'

/** What a request of each case may cost beyond a bare server's. */
export type Budget = Readonly<Record<string, Work>>

const file = join(benchFolder, 'counts/budget.json')
const kinds = ['bytes', 'blocks'] as const

/** Two runs on the same Node differ by two or three hundredths, on a busy machine by four at most. */
const tolerance = 0.1

/** The budget on a Node, by its major; undefined: none was counted on it. */
export function readBudget(major: number): Budget | undefined {
  return readAll()[major]
}

export function writeBudget(major: number, overhead: ReadonlyMap<string, Work>): void {
  const all = { ...readAll(), [major]: Object.fromEntries(overhead) }
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
}

function readAll(): Readonly<Record<string, Budget>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Budget>
}

/** What is out of the budget; below it as well, since what was saved could otherwise be spent again unseen. */
export function judgeOverhead(overhead: ReadonlyMap<string, Work>, budget: Budget): readonly string[] {
  const names = [...new Set([...overhead.keys(), ...Object.keys(budget)])]
  return names.flatMap((name) => {
    const [found, allowed] = [overhead.get(name), budget[name]]
    if (found === undefined || allowed === undefined) {
      return [`${name}: ${found ? 'not in the budget' : 'not counted'}; ${nextMove}`]
    }
    return kinds.flatMap((kind) => {
      const ratio = found[kind] / allowed[kind]
      const words = `${name}: ${found[kind]} ${kind} a request beyond bare node:http, ${ratio.toFixed(2)} times the budget`
      if (ratio > 1 + tolerance) return [`${words}: find what takes them, or, if it is worth it, ${nextMove}`]
      return ratio < 1 - tolerance ? [`${words}: to keep what was saved, ${nextMove}`] : []
    })
  })
}

const nextMove = 'npm run bench -- counts --write'
