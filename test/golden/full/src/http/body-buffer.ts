import type { Config } from '../config.ts'
import { log } from '../log.ts'
import { HttpError } from './errors.ts'

const smallest = 1024
const silenceMs = 60_000

/** What bodies may take while they are read, those of all connections together. */
export interface BodyBudget {
  /** Bytes of one body. */
  readonly limit: number
  /** Bytes of all of them. */
  readonly total: number
  /** Bytes that are allocated now. */
  held: number
  /** When the log last mentioned that there was not enough. */
  reportedAt: number
}

const budgets = new WeakMap<Config, BodyBudget>()

/** There is one for each config, thus one for each app. */
export function bodyBudgetOf(config: Config): BodyBudget {
  const { bodyLimit, bodyConcurrency } = config
  const budget = budgets.get(config) ?? {
    limit: bodyLimit,
    total: bodyLimit * bodyConcurrency,
    held: 0,
    reportedAt: Number.NEGATIVE_INFINITY,
  }
  budgets.set(config, budget)
  return budget
}

/**
 * Collects a body in one piece of memory that doubles when it is full. A list of the chunks would cost some hundred
 * bytes for each of them, and a client may send every byte as a chunk of its own.
 */
export class BodyBuffer {
  readonly #budget: BodyBudget
  readonly #announced: number | undefined
  #bytes: Buffer = Buffer.alloc(0)
  #length = 0
  #counted = 0

  /** `announced`: its Content-Length. Nothing is allocated before bytes come, so a client gains nothing by it alone. */
  constructor(budget: BodyBudget, announced: number | undefined) {
    this.#budget = budget
    this.#announced = announced
  }

  /** Throws a 413 for a body that is too large, a 503 for one too many. */
  add(chunk: Buffer): void {
    const length = this.#length + chunk.length
    if (length > this.#budget.limit) throw tooLarge(this.#budget)
    if (chunk.length === this.#announced) {
      this.#bytes = chunk // complete as it came, like most: there is nothing to wait for, and to copy
    } else {
      if (length > this.#counted) this.#grow(length)
      this.#bytes.set(chunk, this.#length)
    }
    this.#length = length
  }

  /** What has been added. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Its bytes no longer count. To be called once the body is complete or given up. */
  release(): void {
    this.#budget.held -= this.#counted
    this.#counted = 0
  }

  #grow(length: number): void {
    const most = this.#announced ?? this.#budget.limit
    const size = Math.min(most, Math.max(length, 2 * this.#counted, smallest))
    if (this.#budget.held + size - this.#counted > this.#budget.total) throw tooMany(this.#budget)
    this.#budget.held += size - this.#counted
    this.#counted = size
    const bytes = Buffer.allocUnsafeSlow(size) // a slice of Node's pool would keep all of the pool
    bytes.set(this.#bytes)
    this.#bytes = bytes
  }
}

export function tooLarge({ limit }: BodyBudget): HttpError {
  return new HttpError(413, `The body has more than ${limit} bytes`)
}

function tooMany(budget: BodyBudget): HttpError {
  const now = performance.now()
  if (now - budget.reportedAt > silenceMs) {
    budget.reportedAt = now
    log.info(`the bodies that are being read fill ${budget.total} bytes: more of them get 503`)
  }
  const error = new HttpError(503, '', { 'Retry-After': 1 })
  error.isReported = true
  return error
}
