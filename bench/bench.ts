import { parseArgs } from 'node:util'
import { drawCharts } from './charts/charts.ts'
import { runCommand } from './command/command.ts'
import { runCounts } from './counts/counts.ts'
import { runFirst200 } from './first-200/first-200.ts'
import { runGrow } from './grow/grow.ts'
import { runMemory } from './memory/memory.ts'
import type { Part } from './run/bench.ts'
import { flags, readOptions } from './run/options.ts'
import { runParts } from './run/run-parts.ts'
import { runServer } from './server/server.ts'
import { runStores } from './stores/stores.ts'

// `npm run bench` measures everything; `npm run bench -- server` one part, and `-- charts` draws what was measured
// before. README.md says what and how.
const parts: readonly Part[] = [
  { name: 'server', run: runServer },
  { name: 'grow', run: runGrow },
  { name: 'memory', run: runMemory },
  { name: 'command', run: runCommand },
  { name: 'first-200', run: runFirst200 },
  { name: 'counts', run: runCounts },
  { name: 'stores', run: runStores },
]

const { values, positionals } = parseArgs({ allowPositionals: true, options: flags })
if (positionals.join() !== 'charts') await runParts(parts, positionals, readOptions(values))
drawCharts()
