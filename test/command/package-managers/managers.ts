import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import type { PackageManager } from '../../../src/model/answers.ts'

const cache = resolve('node_modules/.cache/managers')
const bun = `@oven/bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}/bin/bun`

/** A package manager as `npm run test:managers` installed it. */
export interface Manager {
  readonly name: string
  readonly packageManager: PackageManager
  /** How it starts the newest version, and what it wants ahead of flags. */
  readonly create: string
  readonly separator: '' | '-- '
  readonly lowestNode?: number
  /** Its programs, below its modules. */
  readonly programs: Readonly<Record<string, string>>
}

export const managers: readonly Manager[] = [
  npm('npm-10'),
  npm('npm-11'),
  { ...npm('npm-12'), lowestNode: 24 },
  {
    name: 'pnpm-12',
    packageManager: 'pnpm',
    create: 'pnpm create raw-http-app@latest',
    separator: '',
    programs: { pnpm: '.bin/pnpm' },
  },
  // It takes no version behind the name; it always looks for the newest.
  {
    name: 'yarn-1',
    packageManager: 'yarn',
    create: 'yarn create raw-http-app',
    separator: '',
    programs: { yarn: '.bin/yarn' },
  },
  {
    name: 'yarn-4',
    packageManager: 'yarn',
    create: 'yarn create raw-http-app@latest',
    separator: '',
    programs: { yarn: '.bin/yarn' },
  },
  {
    name: 'bun-1',
    packageManager: 'bun',
    create: 'bun create raw-http-app@latest',
    separator: '',
    programs: { bun, bunx: bun },
  },
]

/** What starts verdaccio; undefined where it is not installed. */
export const registryProgram = existing('registry/node_modules/verdaccio/build/index.js')

/** It is installed, and runs on this Node. */
export function canRun({ name, lowestNode = 0, programs }: Manager): boolean {
  if (Number.parseInt(process.versions.node, 10) < lowestNode) return false
  return Object.values(programs).every((program) => existsSync(join(cache, name, 'node_modules', program)))
}

/**
 * The environment of somebody who has that package manager, has not used it yet, and whose registry this is. It lets
 * even new versions in: most of them hold what is younger than a day back.
 */
export function environmentOf(manager: Manager, registry: string, home: string): Record<string, string> {
  const programs = join(home, 'programs')
  mkdirSync(programs, { recursive: true })
  for (const [name, program] of Object.entries(manager.programs)) {
    symlinkSync(join(cache, manager.name, 'node_modules', program), join(programs, name))
  }
  writeFileSync(join(home, '.npmrc'), `registry=${registry}\n`)
  writeFileSync(join(home, '.yarnrc'), yarnSettings(registry, home))
  return {
    HOME: home,
    PATH: [programs, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    no_proxy: '127.0.0.1',
    npm_config_registry: registry,
    npm_config_userconfig: join(home, '.npmrc'),
    npm_config_globalconfig: join(home, 'global-npmrc'),
    npm_config_cache: join(home, 'npm-cache'),
    npm_config_prefix: join(home, 'prefix'),
    pnpm_config_minimum_release_age: '0',
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_NPM_MINIMAL_AGE_GATE: '0',
  }
}

function npm(name: string): Manager {
  return {
    name,
    packageManager: 'npm',
    create: 'npm create raw-http-app@latest',
    separator: '-- ',
    programs: { npm: '.bin/npm', npx: '.bin/npx' },
  }
}

function existing(path: string): string | undefined {
  return existsSync(join(cache, path)) ? join(cache, path) : undefined
}

/** Yarn 1 tells what it starts of its own registry, whatever npm's settings say, and root's are no folders of HOME. */
function yarnSettings(registry: string, home: string): string {
  const folder = (name: string) => `--${name}-folder "${join(home, `yarn-${name}`)}"\n`
  return `registry "${registry}"\n${folder('cache')}${folder('global')}`
}
