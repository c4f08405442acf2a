import type { Section } from './catalogue/behaviour.ts'
import { bodies } from './catalogue/bodies.ts'
import { conditions } from './catalogue/conditions.ts'
import { cors } from './catalogue/cors.ts'
import { errors } from './catalogue/errors.ts'
import { files } from './catalogue/files.ts'
import { logging } from './catalogue/logging.ts'
import { messages } from './catalogue/messages.ts'
import { metrics } from './catalogue/metrics.ts'
import { ranges } from './catalogue/ranges.ts'
import { rateLimit } from './catalogue/rate-limit.ts'
import { resources } from './catalogue/resources.ts'
import { routing } from './catalogue/routing.ts'
import { security } from './catalogue/security.ts'
import { shutdown } from './catalogue/shutdown.ts'
import { start } from './catalogue/start.ts'
import { timeouts } from './catalogue/timeouts.ts'

/** Every behaviour that the tests in this folder check by number; `npm run docs` writes them to docs/http-behaviours.md. */
export const catalogue: readonly Section[] = [
  messages,
  routing,
  bodies,
  resources,
  conditions,
  ranges,
  files,
  cors,
  rateLimit,
  logging,
  errors,
  timeouts,
  shutdown,
  start,
  security,
  metrics,
]
