import { join } from 'node:path'
import { stacksFolder } from './folders.ts'
import type { GeneratedProject } from './generated-project.ts'
import type { ServerCommand } from './server-process.ts'

/** Something to serve the same with. */
export interface Stack {
  readonly name: string
  readonly title: string
  /** The packages that it is made of, as bench/package.json has them. */
  readonly packages: readonly string[]
  /** Serves nothing but files. */
  readonly filesOnly?: true
}

export const base = 'bare'

export const stacks: readonly Stack[] = [
  { name: base, title: 'node:http', packages: [] },
  { name: 'generated', title: 'create-raw-http-app', packages: [] },
  {
    name: 'fastify',
    title: 'Fastify',
    packages: [
      'fastify',
      '@fastify/cors',
      '@fastify/etag',
      '@fastify/helmet',
      '@fastify/rate-limit',
      '@fastify/static',
    ],
  },
  {
    name: 'express',
    title: 'Express',
    packages: ['express', 'cors', 'express-rate-limit', 'helmet', 'morgan', 'zod'],
  },
  {
    name: 'koa',
    title: 'Koa',
    packages: [
      'koa',
      '@koa/bodyparser',
      '@koa/cors',
      '@koa/etag',
      '@koa/router',
      'koa-conditional-get',
      'koa-helmet',
      'koa-ratelimit',
      'koa-static',
      'pino',
      'zod',
    ],
  },
  {
    name: 'hono',
    title: 'Hono',
    packages: ['hono', '@hono/node-server', '@hono/zod-validator', 'hono-rate-limiter', 'pino', 'zod'],
  },
  { name: 'sirv', title: 'sirv', packages: ['sirv'], filesOnly: true },
]

/** What the processes of a run are started with. */
export interface Place {
  /** The Node program. */
  readonly program: string
  /** What keeps servers on their core. */
  readonly launcher: readonly string[]
  readonly project: GeneratedProject
}

/** How to start a stack with so many todos. */
export function commandOf({ name }: Stack, { program, launcher, project }: Place, seed: number): ServerCommand {
  const file = name === 'generated' ? project.seededServer : join(stacksFolder, `${name}.mjs`)
  return {
    command: [...launcher, program, '--import', join(stacksFolder, 'report-usage.mjs'), file],
    cwd: project.folder,
    env: { SEED: String(seed), RATE_LIMIT_MAX: '1000000000', PUBLIC: join(project.folder, 'public') },
  }
}
