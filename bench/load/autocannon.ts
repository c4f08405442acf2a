import { createRequire } from 'node:module'
import { execa } from 'execa'
import { benchFolder } from '../run/folders.ts'
import { host } from '../run/server-process.ts'
import type { LoadGenerator, LoadResult, LoadRun } from './load.ts'

/** For machines without wrk. It takes more CPU than the server it loads, so that wall times are its own. */
export function createAutocannon(launcher: readonly string[]): LoadGenerator {
  const require = createRequire(`${benchFolder}/package.json`)
  const { version } = require('autocannon/package.json') as { version: string }
  return {
    name: 'autocannon',
    version,
    async run({ port, request, connections, seconds }: LoadRun) {
      if (request.variants !== undefined || request.isNumbered)
        throw new Error('autocannon sends one request only: install wrk')
      const headers = Object.entries(request.headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`])
      const body = request.body === undefined ? [] : ['--body', request.body.toString()]
      const size = ['--connections', String(connections), '--duration', String(seconds), '--method', request.method]
      const url = `http://${host}:${port}${request.path}`
      const program = [process.execPath, require.resolve('autocannon'), '--json', '--no-progress']
      const [command = '', ...args] = [...launcher, ...program, ...size, ...headers, ...body, url]
      return parseAutocannon((await execa(command, args, { timeout: (seconds + 60) * 1000 })).stdout)
    },
  }
}

interface Report {
  readonly duration: number
  readonly errors: number
  readonly timeouts: number
  readonly non2xx: number
  readonly '3xx': number
  readonly requests: { readonly total: number }
  readonly latency: { readonly p50: number; readonly p99: number }
}

export function parseAutocannon(output: string): LoadResult {
  const report = JSON.parse(output) as Report
  return {
    requests: report.requests.total,
    seconds: report.duration,
    p50: report.latency.p50,
    p99: report.latency.p99,
    refused: report.non2xx - report['3xx'],
    broken: report.errors + report.timeouts,
  }
}
