import type { Context } from '../../http/context.ts'
import type { Refusal } from '../../http/create-server.ts'
import { type Family, gauge, type Labels, type Sample } from './exposition.ts'

/** What is known of the requests of one method for one route. */
interface Series {
  readonly statuses: Map<number | 'aborted', number>
  /** How many took at most as long as each bound, and longer than the one before; in the last place, even longer. */
  readonly buckets: number[]
  seconds: number
}

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

// Clients may send others; each would be one more series of every route.
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

// The metrics are those of the process, like everything else on their page.
let inFlight = 0
const routes = new Map<string, Map<string, Series>>()
const refusals = new Map<number, number>()

/** Counts a request once it is over, however it ends. */
export function measureRequest(ctx: Context): void {
  const begun = performance.now() // unlike the time of day, it never goes backwards
  const { req, res } = ctx
  inFlight += 1
  res.on('close', () => {
    inFlight -= 1
    const status = ctx.refusedStatus ?? (res.headersSent ? res.statusCode : 'aborted')
    const series = seriesOf(ctx.endpoint?.name ?? 'none', req.method ?? '')
    countStatus(series, status)
    // How long a stream was open is up to its client.
    if (!ctx.route?.meta.longLived) countDuration(series, (performance.now() - begun) / 1000)
  })
}

/** Counts what never became a request. */
export function countRefusal({ status, unfinished }: Refusal): void {
  if (unfinished === undefined) refusals.set(status, (refusals.get(status) ?? 0) + 1)
}

function seriesOf(route: string, method: string): Series {
  const byMethod = routes.get(route) ?? new Map<string, Series>()
  routes.set(route, byMethod)
  const known = methods.has(method) ? method : 'other'
  const series = byMethod.get(known) ?? { statuses: new Map(), buckets: [...bounds, 0].fill(0), seconds: 0 }
  byMethod.set(known, series)
  return series
}

function countStatus({ statuses }: Series, status: number | 'aborted'): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
}

function countDuration(series: Series, seconds: number): void {
  const { buckets } = series
  series.seconds += seconds
  let bucket = 0
  while (seconds > (bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1
  buckets[bucket] = (buckets[bucket] ?? 0) + 1
}

export function requestFamilies(): readonly Family[] {
  const all = [...routes].flatMap(([route, byMethod]) =>
    [...byMethod].map(([method, series]) => ({ labels: { method, route }, series })),
  )
  return [
    {
      name: 'http_requests_total',
      type: 'counter',
      help: 'Requests that are over',
      samples: all.flatMap(({ labels, series }) =>
        [...series.statuses].map(([status, value]) => ({ labels: { ...labels, status }, value })),
      ),
    },
    {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      help: 'From the head of a request to the end of its response',
      samples: all.flatMap(({ labels, series }) => histogram(labels, series)),
    },
    gauge('http_requests_in_flight', 'Requests in progress', inFlight),
    {
      name: 'http_requests_refused_total',
      type: 'counter',
      help: 'Requests refused before they were complete',
      samples: [...refusals].map(([status, value]) => ({ labels: { status }, value })),
    },
  ]
}

/** Each bucket holds the ones before it, too: the last one holds all. */
function histogram(labels: Labels, { buckets, seconds }: Series): readonly Sample[] {
  let below = 0
  const samples = buckets.map((inBucket, index) => {
    below += inBucket
    return { suffix: '_bucket', labels: { ...labels, le: bounds[index] ?? '+Inf' }, value: below }
  })
  return [...samples, { suffix: '_sum', labels, value: seconds }, { suffix: '_count', labels, value: below }]
}
