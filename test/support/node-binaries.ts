import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import { type NodeMajor, nodeMajors } from '../../src/model/answers.ts'

const platform = process.platform === 'win32' ? 'win' : process.platform
const program = process.platform === 'win32' ? 'node.exe' : 'bin/node'

/** Node programs by major: those that NODE_BINARIES lists, as PATH would, and those that `npm run test:nodes` installed. */
export const nodeBinaries: ReadonlyMap<NodeMajor, string> = find()

function find(): Map<NodeMajor, string> {
  const listed = (process.env.NODE_BINARIES ?? '').split(delimiter).filter((path) => path !== '')
  const installed = nodeMajors.map((major) =>
    resolve(`node_modules/.cache/nodes/${major}/node_modules/node-${platform}-${process.arch}/${program}`),
  )
  const found = new Map<NodeMajor, string>()
  for (const path of [...installed.filter(existsSync), ...listed]) {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' })
    const major = nodeMajors.find((candidate) => version.startsWith(`v${candidate}.`))
    if (major !== undefined) found.set(major, path)
  }
  return found
}
