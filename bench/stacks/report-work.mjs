// Loaded ahead of a server (`node --import`): tells its parent what V8 has done since it was asked before. `bytes` were
// taken from the heap, in `blocks` of JavaScript that were entered: both counts, where times depend on who else is busy.
import { Session } from 'node:inspector'
import { PerformanceObserver } from 'node:perf_hooks'

const session = new Session()
session.connect()
let collections = 0
new PerformanceObserver((list) => {
  collections += list.getEntries().length
}).observe({ entryTypes: ['gc'] })
let heapBefore = 0

const answers = {
  'count bytes': () => {
    globalThis.gc()
    // The observer hears of it later.
    setTimeout(() => {
      collections = 0
      heapBefore = process.memoryUsage().heapUsed
      process.send({})
    }, 50)
  },
  bytes: () => {
    const bytes = process.memoryUsage().heapUsed - heapBefore
    setTimeout(() => process.send({ bytes, collections }), 50)
  },
  'count blocks': () => {
    ask('Profiler.enable')
    ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    ask('Profiler.takePreciseCoverage')
    process.send({})
  },
  blocks: () => {
    const functions = ask('Profiler.takePreciseCoverage').result.flatMap((script) => script.functions)
    const blocks = functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0)
    ask('Profiler.stopPreciseCoverage')
    process.send({ blocks })
  },
}
process.on('message', (question) => answers[question]())
process.channel?.unref()

function ask(method, parameters) {
  let answer
  // It calls back before it returns.
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(error.message)
    answer = result
  })
  return answer
}
