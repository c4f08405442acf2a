import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import { gated } from '../../src/main/gated.ts'
import { errorDocument } from '../../src/main/json-document.ts'
import { run } from '../../src/main/run.ts'
import { exitStatus, Failure } from '../../src/model/failure.ts'
import type { TemplateFile } from '../../src/model/pack.ts'
import { printable } from '../../src/model/printable.ts'
import { packFrom, splitTemplates, templatesOf } from '../../src/pack/published-pack.ts'
import { publishedTemplate } from '../../src/render/compile.ts'
import type { Template } from '../../src/render/template.ts'
import type { CliOptions, CliRun } from './cli.ts'
import { plainEnvironment } from './run.ts'

const read = (name: string) => readFileSync(join(resolve('dist'), name))
const unpack = (name: string) => String(brotliDecompressSync(read(name)))

let published: ReturnType<typeof readPublished> | undefined

/** What the built command reads: the pack, its templates and the faults that versions fixed. */
function readPublished() {
  const pack = packFrom(JSON.parse(unpack('pack.json.br')))
  const texts = splitTemplates(unpack('templates.br'))
  const places = new Map(templatesOf(pack).map((file, index) => [file, texts[index]]))
  const templates = new Map<TemplateFile, Template>()
  const templateOf = (file: TemplateFile): Template => {
    const known = templates.get(file)
    if (known !== undefined) return known
    const place = places.get(file)
    if (place === undefined) throw new Error(`${file.path} is not published`)
    const template = publishedTemplate({ ...file, text: place.text }, place.isFixed)
    templates.set(file, template)
    return template
  }
  return { pack, templateOf, fixes: JSON.parse(String(read('fixes.json'))) as Readonly<Record<string, number>> }
}

/**
 * The same as `cli`, in this process, which is ten times as fast: for what is not about the process, such as signals,
 * streams and what the build bundles. What is built is there already: see `buildFirst`.
 */
export async function command(args: readonly string[], { cwd, env }: CliOptions): Promise<CliRun> {
  published ??= readPublished()
  const { pack, templateOf, fixes } = published
  const [out, err] = [collector(), collector()]
  const [stdout, stderr] = [gated(out.stream), gated(err.stream)]
  const tell = (failure: Failure) => {
    stderr.write(`${printable(failure.message)}\n`)
    return exitStatus[failure.code]
  }
  const result = (status: number): CliRun => ({ status, stdout: out.text(), stderr: err.text() })
  try {
    const failure = await run({
      pack,
      loadTemplates: async () => templateOf,
      fixes: () => fixes,
      argv: args,
      env: { ...plainEnvironment(), ...env },
      cwd,
      nodeMajor: Number.parseInt(process.versions.node, 10),
      platform: process.platform,
      stdin: Readable.from([]),
      stdout,
      stderr,
      signal: new AbortController().signal,
      heedSignals: () => undefined,
    })
    return result(failure === undefined ? exitStatus.done : tell(failure))
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    if (args.includes('--json')) stdout.write(errorDocument(failure))
    return result(tell(failure))
  }
}

function collector() {
  let text = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      text += chunk
      done()
    },
  })
  return { stream, text: () => text }
}
