import { spawnSync } from 'node:child_process'

/** Prometheus' own linter is a package of the system, where it is installed at all. */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0

/** What it has to say of a text in the exposition format; nothing, when all is well. */
export function promtoolFaults(text: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' })
  return status === 0 && stderr === '' ? '' : `${status}: ${stdout}${stderr}`
}
