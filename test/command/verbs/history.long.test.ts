import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { applyBlock, extensionsIn } from '../../support/apply-readme.ts'
import { buildFirst } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { plainEnvironment } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { makeEarlierPackage } from './earlier-package.ts'

buildFirst()

interface Project {
  readonly features: string
  /** What is added after the upgrade. */
  readonly added: readonly string[]
  /** A handler that its owner changes, a file that is given another name, and where the import of it is. */
  readonly handler: { readonly path: string; readonly from: string; readonly to: string }
  readonly renamed?: { readonly from: string; readonly to: string; readonly in: string }
  /** Whether its owner changes a line that the upgrade changes too. */
  readonly conflicts: boolean
}

const projects: readonly Project[] = [
  {
    features: 'health',
    added: ['logging', 'cors'],
    handler: { path: 'src/routes/health.ts', from: "sendStatus(ctx, 200, 'ok')", to: "sendStatus(ctx, 200, 'fine')" },
    conflicts: false,
  },
  {
    features: 'resource,docs,logging',
    added: ['rate-limit', 'metrics'],
    handler: { path: 'src/routes/hello.ts', from: 'message: `Hello ', to: 'message: `Good morning ' },
    renamed: { from: 'src/routes/hello.ts', to: 'src/routes/greetings.ts', in: 'src/app.ts' },
    conflicts: true,
  },
  {
    features: 'static,security-headers,graceful-shutdown',
    added: ['compression', 'health'],
    handler: {
      path: 'src/routes/files/content-types.ts',
      from: "  ['.txt', 'text/plain'],",
      to: "  ['.log', 'text/plain'],\n  ['.txt', 'text/plain'],",
    },
    conflicts: false,
  },
]

/** Made by an earlier version, and developed for a week: a commit for each block of code in "Extend it", and others. */
async function develop({ features, handler, renamed, conflicts }: Project) {
  const cwd = scratchFolder()
  const earlier = makeEarlierPackage(join(cwd, 'earlier'), {
    version: '0.0.9',
    texts: {
      'templates/base/files/src/listening.ts.hbs': (text) => `// An old line.\n\n${text}\n// Another old line.\n`,
    },
    targets: { 'templates/base/files/src/http/slow-readers.ts.hbs': 'src/http/trickling.ts' },
  })
  const flags = ['app', '--features', features, '--node', '20', '--pm', 'npm', '--no-install', '--no-git']
  const env = plainEnvironment()
  await execa(process.execPath, [join(earlier, 'dist/cli.js'), ...flags], { cwd, env, extendEnv: false })
  const folder = join(cwd, 'app')
  linkPackages(folder)
  const git = async (...args: readonly string[]) => {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'core.excludesFile=']
    const { stdout } = await execa('git', [...identity, ...args], { cwd: folder })
    return stdout
  }
  const commit = async (message: string) => {
    await git('add', '--all')
    await git('commit', '--quiet', '--message', message)
  }
  const edit = (path: string, from: string, to: string) => {
    const text = readFileSync(join(folder, path), 'utf8')
    expect(text, path).toContain(from)
    writeFileSync(join(folder, path), text.replace(from, to))
  }

  await git('init', '--quiet')
  await commit('Begin')
  const blocks = extensionsIn(readFileSync(join(folder, 'README.md'), 'utf8'))
  for (const block of blocks.filter(({ language }) => language === 'ts' || language === 'diff')) {
    if (applyBlock(folder, block) !== undefined) await commit(block.section)
  }
  edit(handler.path, handler.from, handler.to)
  await commit('Change a handler')
  await git('rm', '--quiet', 'test/listening.test.ts')
  await commit('Remove a test')
  if (renamed !== undefined) {
    await git('mv', renamed.from, renamed.to)
    edit(renamed.in, renamed.from.replace('src/', './'), renamed.to.replace('src/', './'))
    await git(
      'rm',
      '--quiet',
      '--ignore-unmatch',
      renamed.from.replace('src/routes/', 'test/').replace('.ts', '.test.ts'),
    )
    await commit('Rename a file')
  }
  edit('src/http/trickling.ts', 'import ', '// Read this first.\nimport ')
  if (conflicts) edit('src/listening.ts', '// An old line.', '// A line of mine.')
  await commit('Write comments')
  const verb = (...args: readonly string[]) =>
    command(args, { cwd: folder, env: { XDG_STATE_HOME: join(cwd, 'state') } })
  return { folder, earlier, git, commit, verb, read: (path: string) => readFileSync(join(folder, path), 'utf8') }
}

/** So that each verb checks the types. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  mkdirSync(join(folder, 'node_modules/@types'))
  for (const name of ['typescript', '.bin/tsc', '@types/node', 'undici-types']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
}

describe.each(projects)('a project with $features that was developed for a week', (project) => {
  test('is upgraded, gets two features, and keeps every line of its owner', { timeout: 240_000 }, async () => {
    const { folder, earlier, git, commit, verb, read } = await develop(project)
    const first = await git('rev-list', '--max-parents=0', 'HEAD')
    const written = (await git('diff', '--unified=0', '--no-renames', first, 'HEAD', '--', 'src', 'test'))
      .split('\n')
      .filter((line) => /^\+(?!\+\+ )/.test(line))
      .map((line) => line.slice(1))
    expect(written.length).toBeGreaterThan(30)

    const upgraded = await verb('upgrade', '--base', earlier)
    expect(upgraded.status, upgraded.stdout + upgraded.stderr).toBe(project.conflicts ? 4 : 0)
    const unmerged = await git('ls-files', '--unmerged')
    expect([...new Set(unmerged.split('\n').map((line) => line.split('\t')[1] ?? ''))]).toEqual([
      project.conflicts ? 'src/listening.ts' : '',
    ])
    if (project.conflicts) {
      expect(read('src/listening.ts')).toMatch(
        /^<<<<<<< yours\n\/\/ A line of mine\.\n\n\|{7} [^\n]+\n\/\/ An old line\.\n\n=======/,
      )
      // What a merge tool is given: the stages of the index.
      const tool = ['-c', 'mergetool.mine.cmd=cp "$LOCAL" "$MERGED"', '-c', 'mergetool.mine.trustExitCode=true']
      await git(
        ...tool,
        '-c',
        'mergetool.keepBackup=false',
        'mergetool',
        '--no-prompt',
        '--tool=mine',
        'src/listening.ts',
      )
      expect(await git('ls-files', '--unmerged')).toBe('')
      expect(read('src/listening.ts')).toMatch(/^\/\/ A line of mine\.\n/)
    }
    await commit('Upgrade')

    const added = await verb('add', ...project.added)
    expect(added.status, added.stdout + added.stderr).toBe(0)
    await commit('Add features')
    expect(existsSync(join(folder, 'test/listening.test.ts'))).toBe(false)
    expect(read('src/http/slow-readers.ts')).toContain('// Read this first.\n')
    const kept = new Set((await git('grep', '-h', '', '--', 'src', 'test')).split('\n'))
    expect(written.filter((line) => !kept.has(line))).toEqual([])
    expect(await git('grep', '--count', '-E', '^(<<<<<<<|>>>>>>>) ').catch(() => '')).toBe('')
  })
})
