// Middleware of Express and NestJS, which is built on it.
import { rateLimit as limitRate } from 'express-rate-limit'
import morgan from 'morgan'
import { rateLimit } from '../settings.mjs'

/** A line of JSON for each request. */
export function logRequests() {
  return morgan((tokens, req, res) =>
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
  )
}

export function countRequests() {
  return limitRate({
    windowMs: rateLimit.windowMs,
    limit: rateLimit.max,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
  })
}
