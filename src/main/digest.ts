import { createHash } from 'node:crypto'
import type { Digest } from '../model/record.ts'

/** In a file of its own, loaded when it is needed: `node:crypto` takes a fifth of the time in which Node itself starts. */
export const digest: Digest = (text) => createHash('sha256').update(text).digest('hex')
