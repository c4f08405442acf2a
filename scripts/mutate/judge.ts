import { mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Pack } from '../../src/model/pack.ts'
import { readPack } from '../../src/pack/read-pack.ts'
import { render } from '../../src/render/render.ts'
import type { Combination } from '../../test/support/combinations.ts'
import { compile } from '../../test/support/compile.ts'
import { lint } from '../../test/support/lint.ts'
import { linkModules, type Project, renderProject, writeProject } from '../../test/support/project.ts'
import { ask, fileComplaints } from '../matrix/probe/ask.ts'
import { readProbes } from '../matrix/probe/probe.ts'
import { questionsFor } from '../matrix/probe/questions.ts'
import { linkFolder } from '../matrix/run/place-tree.ts'
import { programOf } from '../matrix/run/programs.ts'
import type { Mutant } from './mutant.ts'
import { repositoryTests } from './repository-tests.ts'
import { firstFailure } from './run-until.ts'

/** What noticed a fault; undefined: nothing did. */
export type Verdict = string | undefined

/** What every combination is without the fault. */
export type Originals = ReadonlyMap<Combination, ReadonlyMap<string, string>>

/** What a fault is judged with. */
export interface Bench {
  /** The faulty templates, the ones without the fault, and a folder for this fault alone. */
  readonly templates: string
  readonly sound: string
  readonly scratch: string
  readonly originals: Originals
  /** Tests of the repository that fail without any fault. */
  readonly red: readonly string[]
}

const runAll = 'for (const file of process.argv.slice(1)) await import(file)'
const testsMs = 60_000

/**
 * Looks for something that notices the fault, cheapest first: rendering; formatter and types; the own tests and the
 * probes of the smallest project that it changes, then of the largest; the tests of the repository, which for manifests
 * are the likeliest and come first. Of functions that do nothing the compiler would complain whoever tests them, so it is
 * not asked.
 */
export async function judge(mutant: Mutant, bench: Bench): Promise<Verdict> {
  const inRepository = () => repositoryTests(mutant, { faulty: bench.templates, sound: bench.sound, red: bench.red })
  return mutant.kind === 'manifest'
    ? ((await inRepository()) ?? judgeProjects(mutant, bench))
    : ((await judgeProjects(mutant, bench)) ?? inRepository())
}

async function judgeProjects(mutant: Mutant, { templates, scratch, originals }: Bench): Promise<Verdict> {
  try {
    const pack = readPack(templates, '0.0.0')
    const changed = changedCombinations(pack, originals)
    const sizes = changed.map(({ size }) => size)
    const smallest = changed[sizes.indexOf(Math.min(...sizes))]?.combination
    const largest = changed[sizes.indexOf(Math.max(...sizes))]?.combination
    for (const combination of new Set([smallest, largest])) {
      if (combination === undefined) continue
      const folder = join(scratch, combination.answers.features.join('+') || 'nothing')
      const verdict = await judgeProject(mutant, templates, pack, combination, folder)
      if (verdict !== undefined) return `${verdict} (${combination.name})`
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Failure') return `the generator: ${error.message}`
    throw error
  }
  return undefined
}

function changedCombinations(pack: Pack, originals: Originals) {
  return [...originals].flatMap(([combination, original]) => {
    const files = render(pack, combination.answers)
    const same = files.size === original.size && [...files].every(([path, text]) => original.get(path) === text)
    return same ? [] : [{ combination, size: files.size }]
  })
}

async function judgeProject(
  mutant: Mutant,
  templates: string,
  pack: Pack,
  combination: Combination,
  root: string,
): Promise<Verdict> {
  mkdirSync(root, { recursive: true })
  const { node } = combination.answers
  linkModules(root, node)
  const project = writeProject(renderProject(pack, { ...combination, name: 'project' }), root)
  const [typeError] = (await compile(root, [project], true)).get(project.name) ?? []
  if (mutant.kind !== 'function') {
    if (typeError !== undefined) return `the compiler: ${typeError}`
    const [unclean] = (await lint(join(root, '.lint'), [project])).get(project.name) ?? []
    if (unclean !== undefined) return `the formatter: ${unclean}`
  }
  const program = programOf(node) ?? process.execPath
  return (await judgeByOwnTests(program, project)) ?? judgeByProbes(program, templates, pack, combination, project)
}

async function judgeByOwnTests(program: string, { folder }: Project): Promise<Verdict> {
  const tests = join(folder, '.tests/test')
  const files = readdirSync(tests)
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => pathToFileURL(join(tests, name)).href)
  const args = ['--input-type=module', '--eval', runAll, ...files]
  const failed = await firstFailure(program, args, { cwd: resolve(folder), timeoutMs: testsMs })
  return failed === undefined ? undefined : `its own tests: ${failed}`
}

async function judgeByProbes(
  program: string,
  templates: string,
  pack: Pack,
  { answers }: Combination,
  project: Project,
): Promise<Verdict> {
  linkFolder(join(project.folder, '.tests/src'), join(project.folder, 'dist'))
  const questions = questionsFor(pack, readProbes(templates, pack), answers)
  const [unlike] = fileComplaints(render(pack, answers), questions)
  if (unlike !== undefined) return `a probe: ${unlike}`
  const [complaint] = await ask(program, project.folder, questions).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ])
  return complaint === undefined ? undefined : `a probe: ${complaint}`
}
