import { cli, peer } from '../command/tools.ts'

/** From an empty folder to a server, as its documentation says. */
export interface Way {
  readonly name: string
  readonly title: string
  /** Commands that make the project. The first word `node` is the Node program of the run. */
  readonly make: readonly (readonly string[])[]
  /** The command that serves it, in its folder. */
  serve(port: number): readonly string[]
  readonly path: string
  /** Whether that Node runs it. */
  runsOn(node: readonly [major: number, minor: number]): boolean
}

const install = ['npm', 'install', '--prefix', 'my-app']
const always = () => true
const onPort = (port: number) => ['--', '--port', String(port), '--host', '127.0.0.1']

export const ways: readonly Way[] = [
  {
    name: 'from-source',
    title: 'create-raw-http-app, node src/server.ts',
    make: [['node', cli, 'my-app', '--yes', '--no-install', '--no-git']],
    serve: () => ['node', 'src/server.ts'],
    path: '/api/todos',
    runsOn: ([major, minor]) => major > 22 || (major === 22 && minor >= 18),
  },
  {
    name: 'installed',
    title: 'create-raw-http-app, install, npm run dev',
    make: [['node', cli, 'my-app', '--yes']],
    serve: () => ['npm', 'run', 'dev'],
    path: '/api/todos',
    runsOn: always,
  },
  {
    name: 'express-generator',
    title: 'express-generator',
    make: [['node', peer('express-generator/bin/express-cli.js'), 'my-app', '--no-view'], install],
    serve: () => ['npm', 'start'],
    path: '/',
    runsOn: always,
  },
  {
    name: 'create-fastify',
    title: 'create-fastify',
    make: [['node', peer('create-fastify/cmd.js'), 'my-app'], install],
    serve: () => ['npm', 'start'],
    path: '/',
    runsOn: always,
  },
  {
    name: 'create-vite',
    title: 'create-vite',
    make: [['node', peer('create-vite/index.js'), 'my-app', '--template', 'vanilla-ts', '--no-interactive'], install],
    serve: (port) => ['npm', 'run', 'dev', ...onPort(port)],
    path: '/',
    runsOn: ([major, minor]) => major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19),
  },
  {
    name: 'sv',
    title: 'sv create',
    make: [
      [
        ...['node', peer('sv/dist/bin.mjs'), 'create', 'my-app', '--template', 'minimal', '--types', 'ts'],
        ...['--no-add-ons', '--install', 'npm'],
      ],
    ],
    serve: (port) => ['npm', 'run', 'dev', ...onPort(port)],
    path: '/',
    runsOn: ([major]) => major >= 22,
  },
]
