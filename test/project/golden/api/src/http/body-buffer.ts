import { HttpError } from './errors.ts'
import { OverloadError } from './overload-error.ts'

const smallest = 1024

/** How much memory bodies may take while they are read, those of all requests together. */
export interface BodyBudget {
  /** Bytes of one body, where its route does not say otherwise. */
  readonly limit: number
  /** Bytes of all of them. */
  readonly total: number
  /** Bytes that are allocated now. */
  allocated: number
}

/** Before the app has set its own: no body is read. */
export const noBodies: BodyBudget = { limit: 0, total: 0, allocated: 0 }

/**
 * Collects a body in one piece of memory that doubles when it is full. A list of the chunks would cost some hundred
 * bytes for each of them, and a client may send every byte as a chunk of its own.
 */
export class BodyBuffer {
  readonly #budget: BodyBudget
  readonly #limit: number
  readonly #announced: number | undefined
  #bytes: Buffer = Buffer.alloc(0)
  #length = 0
  #allocated = 0

  /**
   * `limit`: bytes of this body; `announced`: its Content-Length. Nothing is allocated before bytes come, so a client
   * gains nothing by it alone.
   */
  constructor(budget: BodyBudget, limit: number, announced: number | undefined) {
    this.#budget = budget
    this.#limit = limit
    this.#announced = announced
  }

  /** Throws a 413 for a body that is too large, a 503 for one too many. */
  add(chunk: Buffer): void {
    const length = this.#length + chunk.length
    if (length > this.#limit) throw tooLarge(this.#limit)
    if (chunk.length === this.#announced) {
      this.#bytes = chunk // complete as it came, like most: there is nothing to wait for, and to copy
    } else {
      if (length > this.#allocated) this.#grow(length)
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
    this.#budget.allocated -= this.#allocated
    this.#allocated = 0
  }

  #grow(length: number): void {
    const most = this.#announced ?? this.#limit
    const size = Math.min(most, Math.max(length, 2 * this.#allocated, smallest))
    // One alone may always have its limit, which a route may set above the total.
    const total = Math.max(this.#budget.total, this.#limit)
    if (this.#budget.allocated + size - this.#allocated > total) {
      throw new OverloadError(`the bodies that are being read fill ${total} bytes: more of them get 503`)
    }
    this.#budget.allocated += size - this.#allocated
    this.#allocated = size
    const bytes = Buffer.allocUnsafeSlow(size) // a slice of Node's pool would keep all of the pool
    bytes.set(this.#bytes)
    this.#bytes = bytes
  }
}

export function tooLarge(limit: number): HttpError {
  return new HttpError(413, `The body has more than ${limit} bytes`)
}
