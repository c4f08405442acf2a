import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { plainEnvironment } from '../../test/support/run.ts'
import { benchFolder } from '../run/folders.ts'

const buildMs = 600_000

/** Compiles better-sqlite3 for a Node, unless it is there for that one. Rejects where the tools to do so are missing. */
export async function buildAddon(program: string): Promise<void> {
  if (await loads(program)) return
  console.log('npm rebuild better-sqlite3, which takes two minutes')
  const installed = dirname(dirname(program))
  // With the headers that came with it, where they did: other headers would be downloaded.
  const headers = existsSync(join(installed, 'include/node/node.h')) ? { npm_config_nodedir: installed } : {}
  const path = `${dirname(program)}${delimiter}${process.env.PATH}`
  await execa('npm', ['rebuild', 'better-sqlite3', '--prefix', benchFolder], {
    env: { ...plainEnvironment(), PATH: path, npm_config_build_from_source: 'true', ...headers },
    extendEnv: false,
    timeout: buildMs,
  })
  if (!(await loads(program))) throw new Error('better-sqlite3 does not load, though it was compiled')
}

async function loads(program: string): Promise<boolean> {
  const code = `new (require('better-sqlite3'))(':memory:')`
  return (await execa(program, ['-e', code], { cwd: benchFolder, reject: false })).exitCode === 0
}
