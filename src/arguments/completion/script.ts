import type { CompletedShell } from '../../model/listing.ts'
import { choosable, type Pack } from '../../model/pack.ts'
import { flagsOf } from '../flags.ts'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { type Word, wordsOf } from './words.ts'
import { zshScript } from './zsh.ts'

const scripts: Readonly<Record<CompletedShell, (words: readonly Word[], features: readonly string[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** A script that makes a shell complete this command, for its start-up file or for a file of its own. */
export function completionScript(pack: Pack, shell: CompletedShell): string {
  const features = choosable(pack).map(({ id }) => id)
  return scripts[shell](wordsOf(flagsOf(pack)), features.sort())
}
