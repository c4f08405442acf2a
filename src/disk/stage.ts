import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { discard, realDisk } from './disk.ts'
import { newRun, stageName } from './own-names.ts'

/** Lends a folder inside of a directory, made when it is asked for, and takes it away behind the work. */
export async function withStage<Value>(root: string, work: (stage: () => string) => Promise<Value>): Promise<Value> {
  const folder = join(root, stageName(newRun()))
  let isMade = false
  try {
    return await work(() => {
      mkdirSync(folder)
      isMade = true
      return folder
    })
  } finally {
    if (isMade) discard(folder, realDisk)
  }
}
