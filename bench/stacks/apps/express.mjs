import cors from 'cors'
import express from 'express'
import helmet from 'helmet'
import { bodyLimit, publicFolder, trustProxy } from '../settings.mjs'
import { countRequests, logRequests } from './middleware.mjs'

/** Express with the features that all stacks have, and no routes yet. */
export function createApp() {
  const app = express()
  if (trustProxy) app.set('trust proxy', trustProxy)
  app.use(logRequests())
  app.use(cors())
  app.use(helmet())
  app.use(countRequests())
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
