import fs from 'node:fs'
import { type Disk, realDisk } from '../../../src/disk/disk.ts'

/** Which operations fail, counted from 1; `last` may be Infinity: a disk that died, or a process that was killed. */
export interface Faults {
  readonly first: number
  readonly last: number
  readonly code: string
  /** The file system knows no hard links. */
  readonly withoutLinks?: boolean
}

/** A real disk whose operations fail when told to. A write that fails has already written half of its bytes. */
export function faultyDisk(faults: Faults): Disk & { count(): number } {
  let count = 0
  const watched = (name: keyof Disk) => {
    return (...parameters: readonly unknown[]) => {
      if (faults.withoutLinks && name === 'linkSync') throw Object.assign(new Error('no links'), { code: 'ENOTSUP' })
      count++
      const act = realDisk[name] as (...parameters: readonly unknown[]) => unknown
      if (count < faults.first || count > faults.last) return act(...parameters)
      if (name === 'writeFileSync') fs.writeFileSync(String(parameters[0]), String(parameters[1]).slice(0, 4))
      throw Object.assign(new Error(`${faults.code}: injected`), { code: faults.code, path: String(parameters[0]) })
    }
  }
  const names = Object.keys({
    chmodSync: true,
    copyFileSync: true,
    linkSync: true,
    mkdirSync: true,
    renameSync: true,
    rmSync: true,
    rmdirSync: true,
    unlinkSync: true,
    writeFileSync: true,
  } satisfies Record<keyof Disk, true>) as readonly (keyof Disk)[]
  const disk = Object.fromEntries(names.map((name) => [name, watched(name)])) as unknown as Disk
  return { ...disk, count: () => count }
}
