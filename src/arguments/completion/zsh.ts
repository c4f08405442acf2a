import { completedShells } from '../../model/listing.ts'
import { firstWords, type Value, type Word } from './words.ts'

/** For zsh with its completion system switched on (compinit). */
export function zshScript(words: readonly Word[], features: readonly string[]): string {
  return `#compdef create-raw-http-app
# Completes create-raw-http-app. In a folder of $fpath, as _create-raw-http-app; or in ~/.zshrc, behind compinit:
# eval "$(create-raw-http-app completion zsh)"
_create-raw-http-app() {
  local state
  local -a line
  _arguments -s -S \\
${words.flatMap(specifications).join(' \\\n')} \\
    '1: :->first' \\
    '*: :->second' && return
  case $state in
    first)
      _alternative 'directories:directory:_files -/' 'words:word:(${firstWords.join(' ')})'
      ;;
    second)
      case $line[1] in
        completion) _values shell ${completedShells.join(' ')} ;;
        check) _files -/ ;;
        add | remove) _values feature ${features.join(' ')} ;;
        diff | explain) _files ;;
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _create-raw-http-app ]]; then
  _create-raw-http-app "$@"
else
  compdef _create-raw-http-app create-raw-http-app
fi
`
}

function specifications({ name, short, about, value, excludes }: Word): string[] {
  const repeated = excludes.includes(name) ? '' : '*'
  const forms = short === undefined ? [name] : [name, short]
  const others = [...new Set([...excludes, ...(short === undefined ? [] : forms)])]
  const apart = others.length === 0 ? '' : `(${others.join(' ')})`
  const tail = value === undefined ? '' : `=[${escaped(about)}]:${name.slice(2)}:${takenBy(value)}`
  return forms.map((form) => quoted(`${apart}${repeated}${form}${tail || `[${escaped(about)}]`}`))
}

function takenBy({ kind, words }: Value): string {
  if (kind === 'words') return `(${words.join(' ')})`
  if (kind === 'list') return `_sequence compadd - ${words.join(' ')}`
  return kind === 'file' ? '_files' : ' '
}

/** Brackets end a description, and colons what stands ahead of the next part. */
function escaped(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, '\\$&')
}

function quoted(word: string): string {
  return `    '${word.replaceAll("'", "'\\''")}'`
}
