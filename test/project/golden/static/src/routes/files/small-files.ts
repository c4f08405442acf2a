import { hash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

/** The content of a small file. */
export interface SmallFile {
  readonly bytes: Buffer
  readonly hash: string
}

const smallBytes = 65_536
const mostBytes = 8_388_608
const entryBytes = 512 // what an entry takes besides the content
const settledMs = 2000

// By their keys, the oldest in front. Other bytes have another key: nothing in here is ever out of date.
const contents = new Map<string, SmallFile>()
let remembered = 0

export function isSmall(size: number | bigint): boolean {
  return size <= smallBytes
}

/**
 * Names a version of a file in this process, without reading it: a write to the file changes `ctime`, to the nanosecond
 * where the disk keeps them, which cannot be set back as `mtime` can; another file in its place has another inode.
 */
export function keyOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join()
}

/** A small file that was read before. */
export function recall(stats: BigIntStats): SmallFile | undefined {
  return contents.get(keyOf(stats))
}

/** Reads a small file, and keeps it in memory while there is room. Throws when it has become shorter. */
export async function readSmall(file: FileHandle, stats: BigIntStats): Promise<SmallFile> {
  const bytes = await readBytes(file, 0, Number(stats.size))
  const small = { bytes, hash: hash('sha256', bytes, 'base64url') }
  if (isSettled(stats.ctimeMs)) remember(keyOf(stats), small)
  return small
}

/** Clocks of disks tick slowly: a file that was changed just now may change once more, and have the same key. */
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

function remember(key: string, small: SmallFile): void {
  if (contents.has(key)) return
  contents.set(key, small)
  remembered += small.bytes.length + entryBytes
  for (const [oldest, { bytes }] of contents) {
    if (remembered <= mostBytes) return
    contents.delete(oldest)
    remembered -= bytes.length + entryBytes
  }
}
