import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Transform } from 'node:stream'
import type { Config } from '../config.ts'
import type { Coding } from './codings.ts'

export interface CompressionConfig {
  /** Less is not worth it. */
  readonly minBytes: number
  /** How many answers may be compressed at a time. */
  readonly concurrency: number
}

/** What an app may spend on compression. */
interface Budget extends CompressionConfig {
  /** Encoders at work. Each holds about 2 MB for as long as its client takes to read. */
  running: number
}

const budgets = new WeakMap<Socket, Budget>()

/** Returns what allows the answer to a request to be compressed. */
export function createCompression({ compression }: Config): (req: IncomingMessage) => void {
  const budget: Budget = { ...compression, running: 0 }
  return (req) => {
    budgets.set(req.socket, budget)
  }
}

export function isLargeEnough(req: IncomingMessage, length: number): boolean {
  return length >= (budgets.get(req.socket)?.minBytes ?? Number.POSITIVE_INFINITY)
}

/**
 * May one more encoder be started? However many clients ask, memory and processor time have a bound, and some of the
 * four threads of the pool are left to read files.
 */
export function hasRoom(req: IncomingMessage): boolean {
  const budget = budgets.get(req.socket)
  return budget !== undefined && budget.running < budget.concurrency
}

/** A stream that encodes `length` bytes, in Node's thread pool and not on the thread that answers others. */
export function startEncoder(req: IncomingMessage, coding: Coding, length: number): Transform {
  const encoder = coding.createEncoder(length)
  const budget = budgets.get(req.socket)
  if (budget) {
    budget.running += 1
    encoder.once('close', () => {
      budget.running -= 1
    })
  }
  return encoder
}
