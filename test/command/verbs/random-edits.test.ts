import { expect, test } from 'vitest'
import type { Answers } from '../../../src/model/answers.ts'
import { choosable } from '../../../src/model/pack.ts'
import type { PlanStep } from '../../../src/model/plan.ts'
import { movesBetween } from '../../../src/plan/moves.ts'
import { planProject } from '../../../src/plan/plan-project.ts'
import { compileTemplate } from '../../../src/render/compile.ts'
import { render } from '../../../src/render/render.ts'
import { renderOwnersWith } from '../../../src/render/render-with.ts'
import { answersFor, featuresOfPreset, realPack } from '../../support/real-pack.ts'
import { randomNumbers } from '../crash-recovery/random-numbers.ts'

/** `npm run test:edits` asks for more. */
const scripts = Number(process.env.EDIT_SCRIPTS ?? 60)
const seed = Number(process.env.EDIT_SEED ?? 1)

const random = randomNumbers(seed)
const below = (count: number) => Math.floor(random() * count)
const pick = <Value>(values: readonly Value[]) => values[below(values.length)] as Value
const presets = Object.keys(realPack.presets)
const ids = choosable(realPack).map(({ id }) => id)

type Files = Map<string, string>

/** Changes of a user's; each line that they write is theirs alone, so that it can be found again. */
const edits: Readonly<Record<string, (files: Files, path: string, mark: string) => void>> = {
  insert: (files, path, mark) => editLines(files, path, (lines, at) => lines.splice(at, 0, `// ${mark}`)),
  replace: (files, path, mark) => editLines(files, path, (lines, at) => lines.splice(at, 1, `// ${mark}`)),
  'delete lines': (files, path) => editLines(files, path, (lines, at) => lines.splice(at, 1 + below(4))),
  move: (files, path) =>
    editLines(files, path, (lines, at) => lines.splice(below(lines.length), 0, ...lines.splice(at, 1 + below(4)))),
  rename: (files, path, mark) => {
    files.set(path.replace(/(\.\w+)?$/, `-${mark}$1`), files.get(path) ?? '')
    files.delete(path)
  },
  reformat: (files, path) =>
    void files.set(
      path,
      (files.get(path) ?? '').replaceAll(/^ +/gm, (gap) => gap + gap),
    ),
  CRLF: (files, path) => void files.set(path, (files.get(path) ?? '').replaceAll(/\r?\n/g, '\r\n')),
  'delete file': (files, path) => void files.delete(path),
  'add file': (files, _, mark) => void files.set(`src/own-${mark}.ts`, `// ${mark}\n`),
}

function editLines(files: Files, path: string, edit: (lines: string[], at: number) => void): void {
  const lines = (files.get(path) ?? '').split('\n')
  edit(lines, below(lines.length))
  files.set(path, lines.join('\n'))
}

/** What the answers of a project become. */
function change(answers: Answers): Answers {
  const { features, options } = answers
  const kind = pick(['add', 'remove', 'set'])
  const other = pick(ids)
  if (kind === 'add')
    return {
      ...answersFor(realPack, [...features, other], 24),
      options: { ...answersFor(realPack, [...features, other], 24).options, ...options },
    }
  if (kind === 'remove')
    return answersFor(
      realPack,
      features.filter((id) => id !== other && !requires(id, other)),
      24,
    )
  return { ...answers, node: pick([20, 22]), packageManager: pick(['pnpm', 'yarn', 'bun']) }
}

function requires(id: string, other: string): boolean {
  return answersFor(realPack, [id], 24).features.includes(other)
}

test(`${scripts} scripts of edits of seed ${seed}: no line of the user's is lost`, () => {
  const seen = new Map<string, number>()
  for (let script = 0; script < scripts; script++) {
    const before = answersFor(realPack, featuresOfPreset(realPack, pick(presets)), 24)
    const after = change(before)
    const base = render(realPack, before)
    const yours = new Map(base)
    const done = Array.from({ length: 1 + below(12) }, (_, index) => {
      const kind = pick(Object.keys(edits))
      const path = pick([...yours.keys()])
      edits[kind]?.(yours, path, `mine-${script}-${index}`)
      return `${kind} ${path}`
    })
    const what = `script ${script} of seed ${seed}: ${done.join(', ')}`
    const steps = plan(base, yours, render(realPack, after), before, after)
    for (const { action } of steps) seen.set(action, (seen.get(action) ?? 0) + 1)
    if (steps.some(({ action }) => action === 'yours')) continue
    expect(lost(base, yours, written(yours, steps)), what).toEqual([])
    for (const [path, text] of yours) {
      const isTouched = steps.some(({ writes }) => writes.has(path))
      if (!base.has(path)) expect(isTouched, `${what} touched ${path}`).toBe(false)
      if (!isTouched) expect(written(yours, steps).get(path)).toBe(text)
    }
  }
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['new', 'replaced', 'merged', 'no longer made']))
})

function plan(base: Files, yours: Files, next: Files, before: Answers, after: Answers): readonly PlanStep[] {
  const origins = {
    base: renderOwnersWith(compileTemplate, realPack, before),
    next: renderOwnersWith(compileTemplate, realPack, after),
  }
  return planProject({
    ...{ base, next, moves: movesBetween(base, next, origins), pages: ['public'], conflicts: 'inline' },
    found: (path) => {
      const text = yours.get(path)
      return text === undefined ? { kind: 'absent' } : { kind: 'file', bytes: Buffer.from(text) }
    },
    names: { yours: 'yours', base: 'base', next: 'next' },
  })
}

function written(yours: Files, steps: readonly PlanStep[]): Files {
  const files = new Map(yours)
  for (const [path, contents] of steps.flatMap(({ writes }) => [...writes])) {
    if (contents === null) files.delete(path)
    else files.set(path, Buffer.from(contents).toString())
  }
  return files
}

/** Lines that a file has and its rendering had not, in whatever indentation, and that are nowhere in it afterwards. */
function lost(base: Files, yours: Files, now: Files): readonly string[] {
  return [...yours].flatMap(([path, text]) => {
    const made = new Set(
      base
        .get(path)
        ?.split('\n')
        .map((line) => line.trim()),
    )
    const own = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !made.has(line.trim()))
    const left = new Set((now.get(path) ?? '').split(/\r?\n/))
    return own.filter((line) => !left.has(line)).map((line) => `${path}: ${line}`)
  })
}
