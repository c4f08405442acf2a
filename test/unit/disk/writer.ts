import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Disk, realDisk } from '../../../src/disk/disk.ts'
import { planWrite } from '../../../src/disk/plan-write.ts'
import { writeProject } from '../../../src/disk/write-project.ts'
import { Failure } from '../../../src/model/failure.ts'

/** What the process is told on its command line. `killAt`: the operation at which it kills itself, from 1; 0 is never. */
export interface Task {
  readonly target: string
  readonly files: Readonly<Record<string, string>>
  readonly overwrite: boolean
  readonly killAt: number
}

const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Task

// Starts on a line from its parent, so that several can start at once, and answers with how it ended.
console.log('ready')
createInterface({ input: process.stdin }).once('line', () => {
  try {
    writeProject(planWrite(task.target, new Map(Object.entries(task.files)), task), deadlyDisk(task.killAt))
    console.log('done')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.log(`${error.code} ${error.message}`)
  }
  process.stdin.destroy()
})

function deadlyDisk(killAt: number): Disk {
  let count = 0
  return new Proxy(realDisk, {
    get(disk, name) {
      if (++count === killAt) process.kill(process.pid, 'SIGKILL')
      return Reflect.get(disk, name)
    },
  })
}
