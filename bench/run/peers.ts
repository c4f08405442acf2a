import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { benchFolder } from './folders.ts'

/** Installs what the bench compares with, unless it is there as the lockfile has it. */
export async function installPeers(): Promise<void> {
  const lockfile = readFileSync(join(benchFolder, 'package-lock.json'))
  const wanted = createHash('sha256').update(lockfile).digest('hex')
  const marker = join(benchFolder, 'node_modules/.installed')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  console.log('npm ci --prefix bench')
  await execa('npm', ['ci', '--prefix', benchFolder, '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdout: 'ignore',
    stderr: 'pipe',
    timeout: 300_000,
  })
  writeFileSync(marker, wanted)
}
