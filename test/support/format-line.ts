import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { execa } from 'execa'

/**
 * The first line of a file that Biome's formatter would write in another way: its complaint names the first line of the
 * file, whatever is wrong. `root` is the folder with its settings.
 */
export async function unformattedLine(root: string, file: string): Promise<number> {
  const text = readFileSync(file, 'utf8')
  const { stdout } = await execa(
    resolve('node_modules/.bin/biome'),
    ['format', `--stdin-file-path=${relative(root, file)}`],
    { cwd: root, input: text, stripFinalNewline: false },
  )
  const formatted = stdout.split('\n')
  return text.split('\n').findIndex((line, index) => line !== formatted[index]) + 1
}
