import { execFileSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Copies the repository as it stands, not yet built, which commands may change. It borrows what is installed here. */
export function copyRepository(to: string): void {
  const left = ['node_modules', join('bench', 'node_modules'), 'dist', '.git']
  cpSync('.', to, { recursive: true, filter: (path) => !left.includes(path) })
  symlinkSync(resolve('node_modules'), join(to, 'node_modules'))
  execFileSync('git', ['init', '--quiet', to])
}
