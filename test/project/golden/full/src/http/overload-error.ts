import { HttpError } from './errors.ts'

/** 503: a limit of this server is reached. It is not a failure, and the client may try again in a moment. */
export class OverloadError extends HttpError {
  /** `message`: for the log; the client gets no detail of a 5xx. */
  constructor(message: string) {
    super(503, message, { 'Retry-After': 1 })
  }
}
