import { completedShells } from '../../model/listing.ts'
import { firstWords, namesTakingValue, type Value, type Word } from './words.ts'

const complete = 'complete -c create-raw-http-app'
const operand = '__create_raw_http_app_operand'
const list = '__create_raw_http_app_list'

export function fishScript(words: readonly Word[], features: readonly string[]): string {
  return `# Completes create-raw-http-app. As ~/.config/fish/completions/create-raw-http-app.fish, or in config.fish:
# create-raw-http-app completion fish | source
function ${operand} -d 'The first word that is neither a flag nor the value of one'
    set -l words (commandline -opc)
    set -l takes_value 0
    for word in $words[2..-1]
        set -l is_value $takes_value
        set takes_value 0
        switch $word
            case ${namesTakingValue(words).join(' ')}
                set takes_value 1
            case '-*'
            case '*'
                test $is_value = 1; and continue
                echo $word
                return
        end
    end
end
function ${list} -d 'Words that may follow those of a list with commas'
    set -l head (commandline -ct | string replace -r '^--[^=]*=' '' | string match -r '.*,')
    for word in $argv
        contains -- $word (string split , -- $head); or echo "$head$word"
    end
end
${complete} -f
${complete} -n 'test -z (${operand} | string collect -a)' -a '(__fish_complete_directories)'
${complete} -n 'test -z (${operand} | string collect -a)' -a '${firstWords.join(' ')}'
${complete} -n 'test (${operand} | string collect -a) = completion' -a '${completedShells.join(' ')}'
${complete} -n 'test (${operand} | string collect -a) = check' -a '(__fish_complete_directories)'
${complete} -n 'contains -- (${operand} | string collect -a) add remove' -a '${features.join(' ')}'
${complete} -n 'contains -- (${operand} | string collect -a) diff explain' -F
${words.map(line).join('\n')}
`
}

function line({ name, short, about, value }: Word): string {
  const shortForm = short === undefined ? '' : ` -s ${short.slice(1)}`
  return `${complete} -l ${name.slice(2)}${shortForm}${takenBy(value)} -d ${quoted(about)}`
}

function takenBy(value: Value | undefined): string {
  if (value === undefined) return ''
  if (value.kind === 'file') return ' -rF'
  if (value.kind === 'text') return ' -x'
  const words = value.words.join(' ')
  return ` -x -a ${value.kind === 'list' ? `'(${list} ${words})'` : `'${words}'`}`
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`
}
