import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { benchFolder, repository } from './folders.ts'
import { nodeVersionOf } from './node-program.ts'

export function describeMachine(): object {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()} ${arch()}`,
  }
}

/** Of all that takes part. */
export async function describeVersions({ options, generator }: Pick<Bench, 'options' | 'generator'>): Promise<object> {
  const { dependencies } = readJson(join(benchFolder, 'package.json')) as { dependencies: Record<string, string> }
  const versionOf = (folder: string) => (readJson(join(folder, 'package.json')) as { version: string }).version
  return {
    node: await nodeVersionOf(options.program),
    [generator.name]: generator.version,
    'create-raw-http-app': versionOf(repository),
    ...Object.fromEntries(
      Object.keys(dependencies).map((name) => [name, versionOf(join(benchFolder, 'node_modules', name))]),
    ),
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
