import { createContext, Script } from 'node:vm'

const tooSlow = new Set<string>()
const context: { pattern: string; text: string } = { pattern: '', text: '' }
createContext(context)
const script = new Script('new RegExp(pattern).test(text)')

/** Does the pattern of a probe match? Throws where finding out takes too long, which would hold up everything else. */
export function matches(pattern: string, text: string, patienceMs = 30_000): boolean {
  Object.assign(context, { pattern, text })
  try {
    if (!tooSlow.has(pattern)) return script.runInContext(context, { timeout: patienceMs }) as boolean
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    tooSlow.add(pattern)
  }
  throw new Error(`/${pattern}/ takes longer than ${patienceMs} ms: there are too many ways in which it could match`)
}
