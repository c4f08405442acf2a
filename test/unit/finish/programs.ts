import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the test's own, gone when it has finished. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'raw-http-finish-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An environment in which shell scripts stand in for programs, ahead of those of this machine or instead of them. */
export function withPrograms(scripts: Readonly<Record<string, string>>, behind = ''): NodeJS.ProcessEnv {
  const folder = scratch()
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return { ...process.env, PATH: behind === '' ? folder : `${folder}:${behind}` }
}

export const machinePath = process.env.PATH ?? ''
