import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

const smallBytes = 65_536
const mostBytes = 8_388_608
const settledMs = 2000

// By their strong ETags, the oldest in front. Other bytes would have another tag: nothing in here is ever out of date.
const contents = new Map<string, Buffer>()
let remembered = 0

export function isSmall(size: number | bigint): boolean {
  return size <= smallBytes
}

/** The bytes of a small file that was read before. */
export function recall(etag: string): Buffer | undefined {
  return contents.get(etag)
}

/** Reads a small file, and keeps its bytes in memory while there is room. Throws when it has less than `size` bytes. */
export async function readSmall(file: FileHandle, { size, ctimeMs }: BigIntStats, etag: string): Promise<Buffer> {
  const bytes = await readBytes(file, 0, Number(size))
  if (isSettled(ctimeMs)) remember(etag, bytes)
  return bytes
}

/** Clocks of disks tick slowly: a file that was changed just now may change once more, and have the same tag. */
export function isSettled(ctimeMs: bigint): boolean {
  return Date.now() - Number(ctimeMs) > settledMs
}

/** Reads that part of a file at once. Throws when the file ends within it. */
export async function readBytes(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length)
  const { bytesRead } = await file.read(bytes, 0, length, start)
  if (bytesRead < length) throw new Error(`The file shrank to ${start + bytesRead} bytes while it was read`)
  return bytes
}

function remember(etag: string, bytes: Buffer): void {
  if (contents.has(etag)) return
  contents.set(etag, bytes)
  remembered += bytes.length
  for (const [oldest, { length }] of contents) {
    if (remembered <= mostBytes) return
    contents.delete(oldest)
    remembered -= length
  }
}
