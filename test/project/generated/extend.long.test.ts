import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { applyBlock, extensionsIn } from '../../support/apply-readme.ts'
import { buildFirst } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { linkModules } from '../../support/project.ts'
import { run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'
import { startDirectory } from '../http/server.ts'

const root = folderForFile()
buildFirst()
beforeAll(() => linkModules(root, 20))

interface Row {
  readonly preset: string
  readonly sections: readonly string[]
  /** Requests, the status of each, and what is in the response. */
  readonly requests: readonly (readonly [method: string, path: string, status: number, text: RegExp])[]
}

const calling = 'Calling it from elsewhere'
const everywhere = ['A setting', 'A middleware', 'A timer', 'A test']
const routed = ['A route', 'A page', 'A rule', 'A resource']
const requests: Row['requests'] = [
  ['GET', '/time', 200, /^\{"time":"20/],
  ['GET', '/about/%3Cb%3E', 200, /<h1>About &lt;b&gt;</],
  ['POST', '/api/todos', 201, /"id":1/],
  ['DELETE', '/api/todos/1', 409, /The first one stays/],
  ['GET', '/api/books?minPages=1', 200, /"total":0/],
  ['GET', '/docs', 200, /GET \/about\/:topic/],
]

const rows: readonly Row[] = [
  { preset: 'minimal', sections: [...everywhere, 'A route'], requests: [['GET', '/time', 200, /20\d\d/]] },
  { preset: 'static', sections: [...everywhere, 'A route'], requests: [['GET', '/time', 200, /20\d\d/]] },
  { preset: 'api', sections: [...everywhere, ...routed], requests },
  { preset: 'full', sections: [...everywhere, ...routed], requests },
]

describe.each(rows)('the section "Extend it" of preset $preset', ({ preset, sections, requests }) => {
  test('is true', async () => {
    const folder = join(root, preset)
    const made = await command([folder, '--preset', preset, '--node', '20', '--no-install', '--no-git', '--yes'], {
      cwd: root,
    })
    expect(made.status, made.stderr).toBe(0)
    const blocks = extensionsIn(readFileSync(join(folder, 'README.md'), 'utf8'))
    expect(new Set(blocks.map(({ section }) => section))).toEqual(new Set([...sections, ...otherSections(preset)]))
    const tests: string[] = []
    for (const block of blocks) {
      expect(block.lines.length, block.section).toBeLessThanOrEqual(15)
      const [first = ''] = block.lines
      if (first.startsWith('npx create-raw-http-app ')) {
        const words = [...first.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word)
        const added = await command(words.slice(2), { cwd: folder })
        expect(added.status, added.stderr).toBe(0)
      } else if (block.section === calling) {
        const code = block.lines.join('\n').replace("'http://localhost:3000'", "process.env['API_URL'] ?? ''")
        writeFileSync(join(folder, 'test/calling.ts'), `${code}\n`)
      } else if (block.language === 'ts' || block.language === 'diff') {
        const path = applyBlock(folder, block)
        if (path?.startsWith('test/')) tests.push(path.replace(/^(.*)\.ts$/, '.tests/$1.js'))
      }
    }
    const compiled = await run(join(root, 'node_modules/.bin/tsc'), ['--noEmit', 'false', '--outDir', '.tests'], {
      cwd: folder,
    })
    expect(compiled.output).toBe('')
    expect(tests).not.toEqual([])
    const tested = await run(process.execPath, ['--test', ...tests], { cwd: folder })
    expect(tested.status, tested.output).toBe(0)

    const server = await startDirectory(folder, '.tests/src/server.js', { SLOW_MS: '0' })
    for (const [method, path, status, text] of requests) {
      const body = method === 'POST' ? { body: '{"title":"a"}' } : {}
      const headers = { 'Content-Type': 'application/json' }
      const res = await fetch(server.url + path, { method, headers, ...body })
      expect([path, res.status, await res.text()]).toEqual([path, status, expect.stringMatching(text)])
    }
    if (otherSections(preset).includes(calling)) {
      const called = await run(process.execPath, ['.tests/test/calling.js'], {
        cwd: folder,
        env: { API_URL: server.url },
      })
      expect(called).toMatchObject({ status: 0, output: expect.stringMatching(/^\{[^}]*\bid: 1\b[^}]*\}\s*$/) })
      const changed = (await (await fetch(`${server.url}/api/todos/1`)).json()) as { title: string }
      expect(changed.title).not.toBe('a')
    }
    await server.line(/slow: GET took \d+ ms/)
    await server.stop()
    const refused = await run(process.execPath, ['.tests/src/server.js'], { cwd: folder, env: { SLOW_MS: 'x' } })
    expect(refused.status).toBe(1)
    expect(refused.output).toContain('SLOW_MS=x')
  })
})

/** What is explained there beside what can be added. */
function otherSections(preset: string): readonly string[] {
  return ['api', 'full'].includes(preset) ? [calling] : []
}
