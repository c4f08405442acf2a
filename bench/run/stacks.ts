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
  /** Takes part in a comparison of its own only. */
  readonly only?: 'an item' | 'files' | 'routes'
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
  {
    name: 'nest',
    title: 'NestJS',
    packages: [
      '@nestjs/common',
      '@nestjs/core',
      '@nestjs/platform-express',
      '@nestjs/serve-static',
      'express-rate-limit',
      'helmet',
      'morgan',
      'reflect-metadata',
      'rxjs',
      'zod',
    ],
  },
  { name: 'inlined', title: 'node:http, the same by hand', packages: [], only: 'an item' },
  { name: 'sirv', title: 'sirv', packages: ['sirv'], only: 'files' },
  { name: 'find-my-way', title: 'find-my-way', packages: ['find-my-way'], only: 'routes' },
]

/** What the processes of a run are started with. */
export interface Place {
  /** The Node program. */
  readonly program: string
  /** What keeps servers on their core. */
  readonly launcher: readonly string[]
  readonly project: GeneratedProject
}

interface Start {
  /** Todos that it has from the start. */
  readonly seed: number
  /** The generated server without what puts todos and routes into it. */
  readonly asItIs?: true
  /** Flags of Node. */
  readonly flags?: readonly string[]
  /** What is loaded ahead of it, from the folder of stacks. */
  readonly preload?: string
  readonly env?: Readonly<Record<string, string>>
}

export function commandOf({ name }: Stack, { program, launcher, project }: Place, start: Start): ServerCommand {
  const generated = start.asItIs ? project.server : project.seededServer
  const file = name === 'generated' ? generated : join(stacksFolder, `${name}.mjs`)
  const preload = start.preload === undefined ? [] : ['--import', join(stacksFolder, start.preload)]
  return {
    command: [...launcher, program, ...(start.flags ?? []), ...preload, file],
    cwd: project.folder,
    env: {
      SEED: String(start.seed),
      RATE_LIMIT_MAX: '1000000000',
      PUBLIC: join(project.folder, 'public'),
      ...start.env,
    },
  }
}

export function stackOf(name: string): Stack {
  const found = stacks.find((stack) => stack.name === name)
  if (found === undefined) throw new Error(`${name} is none of ${stacks.map((stack) => stack.name).join(', ')}`)
  return found
}
