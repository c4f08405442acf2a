import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { plainEnvironment, run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'

const command = [resolve('scripts/run.mjs'), 'scripts/try.ts']
const greeting = 'templates/features/router/without/greeting/files/src/routes/greeting.ts.hbs'

interface TryRun {
  readonly child: ChildProcess
  /** Resolves with what was said up to and with a match, from where the one before ended. */
  says(pattern: RegExp): Promise<string>
  readonly ended: Promise<number | null>
  /** Changes a template as an editor does, by a new file in its place. */
  edit(path: string, from: string, to: string): void
}

/** A copy of the templates, with what `try` needs beside them. */
function workshop(): string {
  const folder = scratchFolder()
  cpSync('templates', join(folder, 'templates'), { recursive: true })
  for (const name of ['package.json', 'biome.json']) cpSync(name, join(folder, name))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return folder
}

function startTry(folder: string, ...flags: string[]): TryRun {
  const child = spawn(process.execPath, [...command, ...flags], { cwd: folder, env: plainEnvironment() })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [output, seen] = ['', 0]
  const looks = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    output += chunk
    for (const look of looks) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)))
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output.slice(seen))
        if (match === null) return
        const said = output.slice(seen, seen + match.index + match[0].length)
        seen += said.length
        looks.delete(look)
        resolve(said)
      }
      looks.add(look)
      look()
      void ended.then(() => reject(new Error(`ended before it said ${pattern}:\n${output}`)))
    })
  const edit = (path: string, from: string, to: string) => {
    const file = join(folder, path)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(from)
    writeFileSync(`${file}~`, text.replace(from, to))
    renameSync(`${file}~`, file)
  }
  return { child, says, ended, edit }
}

const listening = /listening on (http:\/\/\S+)/
const urlIn = (said: string) => listening.exec(said)?.[1] ?? ''

describe('npm run try', () => {
  test('serves a project, anew after each change, until its input ends', async () => {
    const folder = workshop()
    const { child, says, ended, edit } = startTry(folder, '--preset', 'minimal')
    const project = /in (.*)/.exec(await says(/in .*\n/))?.[1] ?? ''
    const url = urlIn(await says(listening))
    expect(await (await fetch(url)).text()).toBe('Hello from my-api\n')
    expect(existsSync(join(project, 'src/app.ts'))).toBe(true)

    edit(greeting, 'Hello from', 'Good morning from')
    const said = await says(listening)
    expect(said).toContain(
      "\n-  router.add('GET', '/', (ctx) => sendText(ctx, 200, 'Hello from my-api\\n'), { summary: 'A greeting' })\n",
    )
    expect(said).toContain(
      "\n+  router.add('GET', '/', (ctx) => sendText(ctx, 200, 'Good morning from my-api\\n'), { summary: 'A greeting' })\n",
    )
    expect(said).toContain('\nsrc/routes/greeting.ts\n@@ ')
    expect(urlIn(said)).toBe(url)
    expect(await (await fetch(url)).text()).toBe('Good morning from my-api\n')

    child.stdin?.end()
    expect(await ended).toBe(0)
    expect(existsSync(project)).toBe(false)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('tells what is wrong where it is to be mended, and serves on what worked', async () => {
    const { child, says, ended, edit } = startTry(workshop(), '--features', '')
    const url = urlIn(await says(listening))

    edit(greeting, 'sendText(ctx', 'sendTxt(ctx')
    const said = await says(/what ran before runs on/)
    expect(said).toMatch(
      /^templates\/features\/router\/without\/greeting\/files\/src\/routes\/greeting\.ts\.hbs:8: TS2\d+: Cannot find name 'sendTxt'/m,
    )
    expect(said).toMatch(/^ {2}src\/routes\/greeting\.ts:8 \| router\.add\('GET', '\/', \(ctx\) => sendTxt\(/m)
    expect((await fetch(url)).status).toBe(200)

    edit(greeting, 'sendTxt(ctx', '{{naem}}(ctx')
    await says(
      /templates\/features\/router\/without\/greeting\/files\/src\/routes\/greeting\.ts\.hbs: unknown variable "naem"/,
    )
    expect((await fetch(url)).status).toBe(200)

    edit(greeting, '{{naem}}(ctx', 'sendText(ctx')
    await says(listening)
    edit(greeting, 'export function', 'export  function')
    expect(await says(/it compiles all the same/)).toMatch(
      /greeting\.ts\.hbs:7: format: .*\n {2}src\/routes\/greeting\.ts:7 \| export {2}function/,
    )
    await says(listening)
    child.kill('SIGINT')
    expect(await ended).toBe(1)
  })

  test('notices folders that are new, and changes that this project does not see', async () => {
    const folder = workshop()
    const { child, says, ended, edit } = startTry(folder, '--features', '')
    await says(listening)
    edit('templates/features/cors/files/src/middleware/cors.ts.hbs', 'import ', 'import  ')
    await says(/nothing changes in this project/)
    mkdirSync(join(folder, 'templates/features/router/without/greeting/slots/.gitignore'))
    await says(/nothing changes in this project/)
    mkdirSync(join(folder, 'templates/features/router/without/greeting/files/docs'))
    writeFileSync(join(folder, 'templates/features/router/without/greeting/files/docs/why.md.hbs'), 'Because.\n')
    expect(await says(listening)).toContain('docs/why.md (new)\n@@ 1\n+Because.\n')
    child.stdin?.end()
    expect(await ended).toBe(0)
  })

  test('with --test runs the project’s own tests, and tells which line of which template failed', async () => {
    const folder = workshop()
    const { child, says, ended, edit } = startTry(folder, '--features', '', '--test')
    await says(/its own tests pass/)
    edit(greeting, 'Hello from', 'Goodbye from')
    const said = await says(/^ {2}test\/greeting\.test\.ts:\d+ \| assert.*$/m)
    expect(said).toMatch(
      /^templates\/features\/router\/without\/greeting\/files\/test\/greeting\.test\.ts\.hbs:\d+: test ".*": /m,
    )
    child.stdin?.end()
    expect(await ended).toBe(1)
  })

  test('refuses wrong flags as the command does', async () => {
    const { status, output } = await run(process.execPath, [...command, '--preset', 'ful'])
    expect([status, output]).toEqual([2, expect.stringContaining('did you mean "full"?')])
  })
})
