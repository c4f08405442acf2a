import cors from 'cors'
import express from 'express'
import { rateLimit as limitRate } from 'express-rate-limit'
import helmet from 'helmet'
import morgan from 'morgan'
import { bodyLimit, publicFolder, rateLimit, trustProxy } from '../settings.mjs'

/** Express with the features that all stacks have, and no routes yet. */
export function createApp() {
  const app = express()
  if (trustProxy) app.set('trust proxy', trustProxy)
  app.use(
    morgan((tokens, req, res) =>
      JSON.stringify({
        time: tokens.date(req, res, 'iso'),
        level: 'info',
        msg: 'request',
        method: tokens.method(req, res),
        url: tokens.url(req, res),
        status: Number(tokens.status(req, res)),
        durationMs: Number(tokens['response-time'](req, res)),
        remoteAddress: tokens['remote-addr'](req, res),
        userAgent: tokens['user-agent'](req, res),
      }),
    ),
  )
  app.use(cors())
  app.use(helmet())
  app.use(
    limitRate({ windowMs: rateLimit.windowMs, limit: rateLimit.max, standardHeaders: 'draft-8', legacyHeaders: false }),
  )
  app.use(express.json({ limit: bodyLimit }))
  return app
}

/** What comes after the routes: files, and errors as JSON. */
export function addRest(app) {
  app.use(express.static(publicFolder))
  app.use((error, _req, res, next) => {
    if (res.headersSent) return next(error)
    const status = error.name === 'ZodError' ? 400 : (error.status ?? 500)
    res.status(status).json({ status, detail: error.message })
  })
}
