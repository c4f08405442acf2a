import { join } from 'node:path'
import { stacksFolder } from '../run/folders.ts'
import type { ServerCommand } from '../run/server-process.ts'

export const storeNames = ['memory', 'sqlite', 'postgres'] as const
export type StoreName = (typeof storeNames)[number]

/** The generated server first, then what is compared with it, by the names of their files in stacks/contacts. */
export const stacksOf: Readonly<Record<StoreName, readonly string[]>> = {
  memory: ['generated'],
  sqlite: ['generated', 'fastify'],
  postgres: ['generated', 'fastify', 'express'],
}

/** Where contacts are kept, for people. */
export function titleOf(stack: string, store: StoreName): string {
  if (stack === 'generated') return 'create-raw-http-app'
  return `${stack === 'fastify' ? 'Fastify' : 'Express'} with ${store === 'sqlite' ? 'better-sqlite3' : 'pg'}`
}

/** What the servers of one store are started with. */
export interface StorePlace {
  readonly store: StoreName
  /** The Node program. */
  readonly program: string
  /** What keeps servers on their core. */
  readonly launcher: readonly string[]
  /** Of the generated project. */
  readonly folder: string
  readonly generated: string
  /** The settings of a server with that number of contacts. */
  envOf(size: number): Readonly<Record<string, string>>
}

export function storeCommand(stack: string, place: StorePlace, size: number): ServerCommand {
  const file = stack === 'generated' ? place.generated : join(stacksFolder, 'contacts', `${stack}.mjs`)
  return {
    command: [
      ...place.launcher,
      place.program,
      '--expose-gc',
      '--import',
      join(stacksFolder, 'report-usage.mjs'),
      file,
    ],
    cwd: place.folder,
    env: {
      STORE: place.store,
      RATE_LIMIT_MAX: '1000000000',
      PUBLIC: join(place.folder, 'public'),
      ...place.envOf(size),
    },
  }
}
