import { type Feature, manifestPath } from '../model/pack.ts'
import type { Fault } from './fault.ts'
import type { RenderedLine, Rendering, Subject } from './subject.ts'

/** Relative imports of files that some of the rendered projects do not have. */
export function lintImportTargets({ pack, features, renderings }: Subject): readonly Fault[] {
  const own = new Set(
    features.flatMap((feature) => [
      manifestPath(feature),
      ...[...feature.files, ...feature.fragments].map(({ path }) => path),
    ]),
  )
  const faults = renderings.flatMap((rendering) =>
    [...rendering.files].flatMap(([from, lines]) =>
      isTypeScript(from) ? lines.flatMap((line) => faultsOf(line, from, rendering, pack.features)) : [],
    ),
  )
  const first = new Map(faults.map((fault) => [`${fault.path}:${fault.line}:${fault.message}`, fault]))
  return [...first.values()].filter(({ path }) => own.has(path))
}

function isTypeScript(path: string): boolean {
  return /^[^./]+\/.*\.ts$/.test(path)
}

function faultsOf(line: RenderedLine, from: string, { files }: Rendering, all: readonly Feature[]): readonly Fault[] {
  const [, specifier] = /^\s*(?:import|export|\}).* from '(\.[^']*)'$/.exec(line.text) ?? []
  if (specifier === undefined) return []
  const target = resolvePath(from, specifier)
  if (files.has(target)) return []
  const owners = all.filter((feature) => feature.files.some((file) => file.target === target)).map(({ id }) => id)
  const remedy =
    owners.length === 0 ? 'fix the path' : `add ${owners.map((id) => `"${id}"`).join(' or ')} to "requires"`
  return [line, ...(line.also ?? [])].map(({ path, number }) => ({
    path,
    line: number,
    message: `imports ${specifier}, which is missing from some projects with this feature`,
    remedy,
  }))
}

/** The path of a file that another names by a relative specifier. */
export function resolvePath(from: string, specifier: string): string {
  const names = from.split('/').slice(0, -1)
  for (const name of specifier.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '.') names.push(name)
  }
  return names.join('/')
}
