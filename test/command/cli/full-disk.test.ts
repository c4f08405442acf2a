import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { buildFirst, cliPath } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { lay, scratch } from '../../unit/disk/scratch.ts'

buildFirst()

const alone = ['--yes', '--preset', 'minimal', '--no-install', '--no-git', '--pm', 'npm']

/** A disk of our own, in a mount namespace that ends with its shell. */
const small = (size: string, inodes: number) => `mount -t tmpfs -o size=${size},nr_inodes=${inodes} none "$1"`
const canMount = process.platform === 'linux' && succeeds(`${small('64k', 10)}`)

describe.skipIf(!canMount)('on a disk that is full', () => {
  const targets: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['absent', {}, []],
    ['free', { 'app/.gitignore': 'mine\n' }, []],
    ['in use', { 'app/README.md': 'mine\n', 'app/notes/a.txt': 'mine\n' }, ['--overwrite']],
  ]
  const disks = [
    ['24k', 1000],
    ['60k', 1000],
    ['10m', 30],
  ] as const

  test.each(disks.flatMap(([size, inodes]) => targets.map((target) => ({ size, inodes, target }))))(
    '($size, $inodes files) a directory that is $target.0 stays so, and the run ends with 1',
    async ({ size, inodes, target: [, files, flags] }) => {
      const world = lay(scratch(), { 'disk/': '' })
      lay(join(world, 'laid'), files)
      const script = `set -e; ${small(size, inodes)}; cp -a "$2/." "$1"; cd "$1"; shift 2
list() { find . -exec stat -c '%n %a' {} + | sort; find . -type f -exec sha256sum {} + | sort; }
list > ../before; status=0; "$@" > ../said 2>&1 || status=$?; list > ../after; cmp ../before ../after; exit $status`
      const args = [process.execPath, cliPath, 'app', ...alone, ...flags]
      const ended = await isolated(script, join(world, 'disk'), join(world, 'laid'), ...args)
      expect(ended.all).toBe('')
      expect(ended.exitCode).toBe(1)
      expect(readFileSync(join(world, 'said'), 'utf8')).toMatch(
        /^app cannot be used: the disk is full \(ENOSPC.*\)\.\nFree some space and run again\.\n$/,
      )
    },
  )
})

function isolated(script: string, ...args: readonly string[]) {
  const env = plainEnvironment()
  return execa('unshare', ['--mount', 'sh', '-c', script, 'sh', ...args], {
    env,
    extendEnv: false,
    reject: false,
    all: true,
  })
}

function succeeds(script: string): boolean {
  try {
    execFileSync('unshare', ['--mount', 'sh', '-c', script, 'sh', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
