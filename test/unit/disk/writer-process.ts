import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll } from 'vitest'
import type { Task } from './writer.ts'

export interface Writer {
  readonly process: ChildProcess
  /** Lets it begin. */
  go(): void
  /** `done`, `<failure code> <message>`, or the signal that ended it. */
  readonly outcome: Promise<string>
}

/** Bundles the writer once for a test file. Hands back what starts one, ready to go. */
export function writerProcess(): (task: Task, uid?: number) => Promise<Writer> {
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raw-http-writer-'))
    chmodSync(folder, 0o755)
    const entry = fileURLToPath(new URL('writer.ts', import.meta.url))
    await build({
      entryPoints: [entry],
      outfile: join(folder, 'writer.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let started = 0
  return async (task, uid) => {
    const file = join(folder, `task-${started++}.json`)
    writeFileSync(file, JSON.stringify(task))
    const child = spawn(process.execPath, [join(folder, 'writer.mjs'), file], {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    const ended = once(child, 'close') as Promise<[number | null, string | null]>
    const lines: string[] = []
    const reader = createInterface({ input: child.stdout })
    const ready = once(reader, 'line')
    reader.on('line', (line) => lines.push(line))
    await ready
    return {
      process: child,
      go: () => child.stdin.write('go\n'),
      outcome: ended.then(([, signal]) => signal ?? lines[1] ?? 'no answer'),
    }
  }
}
