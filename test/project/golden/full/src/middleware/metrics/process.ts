import { monitorEventLoopDelay } from 'node:perf_hooks'
import { counter, type Family, gauge } from './exposition.ts'

// A timer that asks to be called this often, and takes down when it is: alone it keeps no process alive.
const resolutionMs = 20
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
delay.enable()

/** What Node and the system tell of this process, under the names of Prometheus' own client libraries. */
export function processFamilies(): readonly Family[] {
  const { user, system } = process.cpuUsage()
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage()
  return [
    counter('process_cpu_user_seconds_total', 'User CPU time', user / 1e6),
    counter('process_cpu_system_seconds_total', 'System CPU time', system / 1e6),
    counter('process_cpu_seconds_total', 'CPU time, user and system', (user + system) / 1e6),
    gauge('process_start_time_seconds', 'When the process started, since 1970', performance.timeOrigin / 1000),
    gauge('process_resident_memory_bytes', 'Resident memory', rss),
    gauge('nodejs_heap_size_total_bytes', 'Heap that V8 has reserved', heapTotal),
    gauge('nodejs_heap_size_used_bytes', 'Heap that JavaScript objects take', heapUsed),
    gauge('nodejs_external_memory_bytes', 'Memory outside the heap that objects hold, such as buffers', external),
    ...lagFamilies(),
  ]
}

/** How much later than due the event loop came to a timer: since the last reading, which begins a new period. */
function lagFamilies(): readonly Family[] {
  const families = [
    gauge(
      'nodejs_eventloop_lag_p50_seconds',
      'Median delay of the event loop since the last reading',
      lag(delay.percentile(50)),
    ),
    gauge('nodejs_eventloop_lag_p90_seconds', '90th percentile of these delays', lag(delay.percentile(90))),
    gauge('nodejs_eventloop_lag_p99_seconds', '99th percentile of these delays', lag(delay.percentile(99))),
    gauge('nodejs_eventloop_lag_max_seconds', 'Longest of these delays', lag(delay.max)),
  ]
  delay.reset()
  return families
}

/** In seconds; a delay contains the time that the timer waits by itself. */
function lag(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000)
}
