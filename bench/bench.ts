import { parseArgs } from 'node:util'
import { readOptions } from './run/options.ts'
import { runServerPart } from './server/server.ts'

// `npm run bench` measures everything; `npm run bench -- server` one part. README.md says what and how.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    case: { type: 'string', multiple: true },
    stacks: { type: 'string' },
    node: { type: 'string' },
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
  },
})

const parts = { server: runServerPart }
const options = readOptions(values)
for (const [name, run] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) await run(options)
}
