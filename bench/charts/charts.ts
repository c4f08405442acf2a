import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultsFolder } from '../run/folders.ts'
import { drawBars } from './bar-chart.ts'
import { chartsOf } from './charts-of.ts'
import type { Results } from './results.ts'

const parts = ['server', 'grow', 'memory', 'command', 'first-200', 'stores']

/** Draws the charts anew from what is in bench/results. */
export function drawCharts(): void {
  const files = parts.map((part) => [part, join(resultsFolder, `${part}.json`)] as const)
  const found = files.filter(([, file]) => existsSync(file))
  const results = Object.fromEntries(found.map(([part, file]) => [part, JSON.parse(readFileSync(file, 'utf8'))]))
  for (const [name, chart] of chartsOf(results as Results)) {
    writeFileSync(join(resultsFolder, `${name}.svg`), drawBars(chart))
  }
}
