import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { inEmptyFolder } from './run-tool.ts'

/** Has a command make a project, and keeps its files as one JSON document: text by path. */
export function keepProject(program: string, args: readonly string[], directory: string, document: string) {
  return inEmptyFolder(async (cwd) => {
    await execa(program, args, { cwd, stdin: 'ignore' })
    const root = join(cwd, directory)
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
    const files = paths.filter((path) => statSync(join(root, path)).isFile())
    writeFileSync(document, JSON.stringify(Object.fromEntries(files.map((path) => [path, textOf(join(root, path))]))))
  })
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8')
}
