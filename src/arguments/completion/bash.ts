import { completedShells } from '../../model/listing.ts'
import { firstWords, namesTakingValue, type Value, type Word } from './words.ts'

/** For bash 3.2, which macOS has, and later. */
export function bashScript(words: readonly Word[], features: readonly string[]): string {
  const names = words.flatMap(({ name, short }) => (short === undefined ? [name] : [name, short]))
  return `# Completes create-raw-http-app. In ~/.bashrc: eval "$(create-raw-http-app completion bash)"
_create_raw_http_app() {
  local IFS=$' \\n' cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} operand='' head='' words='' word i
  COMPREPLY=()
  # bash takes "=" for a word of its own.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${namesTakingValue(words).join(' | ')})
        [[ \${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
        [[ \${COMP_WORDS[i + 1]} == -* ]] || ((i++))
        ;;
      -*) ;;
      *)
        operand=\${COMP_WORDS[i]}
        break
        ;;
    esac
  done
  case $prev in
${words.flatMap(({ name, value }) => (value === undefined ? [] : [`    ${name}) ${takenBy(value)} ;;`])).join('\n')}
  esac
  if [[ $operand == '' && $words == '' && $cur != -* ]]; then
    IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -d -- "$cur") $(compgen -W $'${firstWords.join('\\n')}' -- "$cur"))
    return
  fi
  case $words$operand in
    features) words='--json' ;;
    completion) words='${completedShells.join(' ')}' ;;
    add | remove) [[ $cur == -* ]] && words='${names.join(' ')}' || words='${features.join(' ')}' ;;
    diff | explain)
      if [[ $cur != -* ]]; then
        IFS=$'\\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$cur"))
        return
      fi
      words='${names.join(' ')}'
      ;;
    check)
      if [[ $cur != -* ]]; then
        IFS=$'\\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -d -- "$cur"))
        return
      fi
      ;;
    *) words=\${words:-${names.join(' ')}} ;;
  esac
  for word in $(compgen -W "$words" -- "$cur"); do
    [[ ",$head" == *",$word,"* ]] || COMPREPLY+=("$head$word")
  done
}
complete -F _create_raw_http_app create-raw-http-app
`
}

function takenBy({ kind, words, optional }: Value): string {
  if (kind === 'words') return `words='${words.join(' ')}'`
  if (kind === 'list') {
    return `head=\${cur%"\${cur##*,}"} cur=\${cur##*,} words='${words.join(' ')}'; compopt -o nospace 2>/dev/null`
  }
  if (kind === 'file')
    return 'IFS=$\'\\n\'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return'
  return optional ? '[[ $cur == -* ]] || return' : 'return'
}
