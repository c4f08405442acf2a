import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildFirst } from '../../support/cli.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'

const example = resolve('examples/pack')
const text = readFileSync(join(example, 'README.md'), 'utf8')
const blocks = [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', content = '']) => ({
  info,
  content,
}))
const root = folderForFile()

/** Every command, and what the document shows of its output; `...` stands for anything. */
const commands = blocks.flatMap(({ info, content }, index) => {
  const { info: next = '', content: output } = blocks[index + 1] ?? {}
  const isShown = /^text\b/.test(next)
  return info === 'sh'
    ? [{ content, output: isShown ? output : undefined, status: Number(/exit (\d)/.exec(next)?.[1] ?? 0) }]
    : []
})

buildFirst()

beforeAll(() => {
  cpSync(example, join(root, 'pack'), { recursive: true })
  mkdirSync(join(root, 'bin'))
  const program = join(root, 'bin/create-raw-http-app')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/cli.js')}' "$@"\n`)
  chmodSync(program, 0o755)
})

describe('in the document for authors of packs', () => {
  test('there are commands, and files to look at', () => {
    expect(commands.length).toBeGreaterThan(5)
    expect(blocks.filter(({ info }) => info.includes('/')).length).toBeGreaterThan(1)
  })

  test.each(blocks.filter(({ info }) => info.includes('/')))('$info is as it stands there', ({ info, content }) => {
    expect(content).toBe(readFileSync(join(example, info.split(' ')[1] ?? ''), 'utf8'))
  })

  test('every feature of the example has a row', () => {
    const ids = readdirSync(example, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(ids.filter(({ name }) => !text.includes(`\n| \`${name}\` |`))).toEqual([])
  })

  test('every path in the tree is there', () => {
    const [tree = ''] = blocks.filter(({ info }) => info === '').map(({ content }) => content)
    const paths = tree
      .split('\n')
      .slice(1)
      .flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? [])
    expect(paths.length).toBeGreaterThan(4)
    expect(paths.filter((path) => !existsSync(join(example, 'robots', path)))).toEqual([])
  })

  // One after the other: later ones use what earlier ones made.
  test.each(commands)(
    'this works: $content',
    async ({ content, output, status }) => {
      const isOurs = content.startsWith('npm run ')
      const env = { PATH: [join(root, 'bin'), process.env.PATH].join(delimiter) }
      const ended = await run('bash', ['-euc', content], { cwd: isOurs ? '.' : root, env, timeout: 170_000 })
      expect(ended.status, ended.output).toBe(status)
      if (output !== undefined) expect(ended.output).toMatch(patternOf(output))
    },
    180_000,
  )
})

function patternOf(output: string): RegExp {
  const lines = output.trimEnd().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${lines.replaceAll('\\.\\.\\.', '[^]*')}$`)
}
