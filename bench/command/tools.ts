import { join } from 'node:path'
import { benchFolder, repository } from '../run/folders.ts'

/** A command that makes projects, or what it is compared with. */
export interface Tool {
  readonly name: string
  readonly title: string
  /** Behind the Node program. */
  readonly args: readonly string[]
}

export const cli = join(repository, 'dist/cli.js')
export const nothing = 'node -e 0'
const flags = ['--yes', '--no-install', '--no-git']

/** The entry of a package that the bench has installed, so that nobody's time includes npm's. */
export function peer(path: string): string {
  return join(benchFolder, 'node_modules', path)
}

/** The files of the full preset as one JSON document, which the floor reads. */
export const readyMade = join(benchFolder, 'node_modules', '.cache', 'full.json')
export const full: Tool = {
  name: 'full',
  title: 'create-raw-http-app --preset full',
  args: [cli, 'my-app', '--preset', 'full', ...flags],
}

export const tools: readonly Tool[] = [
  { name: nothing, title: 'node -e 0', args: ['-e', '0'] },
  {
    name: 'ready-made',
    title: 'the files of --preset full, ready-made',
    args: [join(benchFolder, 'command/ready-made.mjs'), readyMade, 'my-app'],
  },
  { name: 'help', title: 'create-raw-http-app --help', args: [cli, '--help'] },
  full,
  {
    name: '100-resources',
    title: 'create-raw-http-app, 100 resources',
    args: [cli, 'my-app', ...flags, ...resources(100)],
  },
  {
    name: 'create-vite',
    title: 'create-vite',
    args: [peer('create-vite/index.js'), 'my-app', '--template', 'vanilla-ts', '--no-interactive'],
  },
  {
    name: 'express-generator',
    title: 'express-generator',
    args: [peer('express-generator/bin/express-cli.js'), 'my-app', '--no-view'],
  },
  { name: 'create-fastify', title: 'create-fastify', args: [peer('create-fastify/cmd.js'), 'my-app'] },
  {
    name: 'sv',
    title: 'sv create',
    args: [
      ...[peer('sv/dist/bin.mjs'), 'create', 'my-app', '--template', 'minimal', '--types', 'ts'],
      ...['--no-add-ons', '--no-install'],
    ],
  },
]

function resources(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => ['--resource', `things-${at} title:string done:boolean`]).flat()
}

/** Commands that ask, and the words of their first question. */
export const asking: readonly (Tool & { readonly question: RegExp })[] = [
  { name: nothing, title: 'node -e', args: ['-e', 'console.log("Where?")'], question: /Where/ },
  { name: 'create-raw-http-app', title: 'create-raw-http-app', args: [cli], question: /Where/ },
  { name: 'create-vite', title: 'create-vite', args: [peer('create-vite/index.js')], question: /Project name/ },
  { name: 'sv', title: 'sv create', args: [peer('sv/dist/bin.mjs'), 'create'], question: /Where would you like/ },
]
