import Fastify, { LogController } from 'fastify'
import { bodyLimit, publicFolder, rateLimit, trustProxy } from '../settings.mjs'

/** Fastify with the features that all stacks have, and no routes yet. */
export async function createApp() {
  const app = Fastify({
    // Its own log has two lines a request; this is one, by the hook that its documentation has for that.
    logger: true,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: trustProxy ?? false,
  })
  app.addHook('onResponse', (req, reply, done) => {
    req.log.info(
      {
        method: req.method,
        url: req.raw.url,
        status: reply.statusCode,
        durationMs: reply.elapsedTime,
        remoteAddress: req.ip,
        userAgent: req.headers['user-agent'],
      },
      'request',
    )
    done()
  })
  await app.register(import('@fastify/cors'))
  await app.register(import('@fastify/helmet'))
  await app.register(import('@fastify/rate-limit'), { max: rateLimit.max, timeWindow: rateLimit.windowMs })
  await app.register(import('@fastify/etag'))
  await app.register(import('@fastify/static'), { root: publicFolder })
  return app
}
