/** The words that a program gets from a line typed into cmd: a model of cmd's own reading and of the program's. */
export function readByCmd(line: string, variables: Readonly<Record<string, string>> = {}): string[] {
  const expanded = line.replaceAll(/%([^%]+)%/g, (all, name: string) => variables[name.toUpperCase()] ?? all)
  let command = ''
  let quoted = false
  for (let at = 0; at < expanded.length; at++) {
    const letter = expanded[at] as string
    if (letter === '"') quoted = !quoted
    if (!quoted && '&|<>()'.includes(letter)) throw new Error(`cmd ends the command at ${letter} in ${line}`)
    command += !quoted && letter === '^' ? expanded[++at] : letter
  }
  return argumentsIn(command)
}

/** As Microsoft's C library splits a command line: backslashes count only ahead of a quote, `""` within quotes is one. */
function argumentsIn(command: string): string[] {
  const words: string[] = []
  const part = /(\\*)"|\\+|[^\\"]/y
  let [word, quoted] = [undefined as string | undefined, false]
  for (let match = part.exec(command); match !== null; match = part.exec(command)) {
    const [text, slashes] = match
    if (slashes === undefined) {
      if (text !== ' ' || quoted) word = (word ?? '') + text
      else if (word !== undefined) {
        words.push(word)
        word = undefined
      }
      continue
    }
    word = (word ?? '') + '\\'.repeat(Math.floor(slashes.length / 2))
    if (slashes.length % 2 === 1) word += '"'
    else if (quoted && command[part.lastIndex] === '"') {
      word += '"'
      part.lastIndex++
    } else quoted = !quoted
  }
  return word === undefined ? words : [...words, word]
}

/** The words that PowerShell hands to a script such as npm.ps1, of a line that uses what we print and no more. */
export function readByPowerShell(line: string): string[] {
  const words: string[] = []
  const word = /'((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)'|"((?:[^"\u201c-\u201e$`])*)"|([^\s'"\u2018-\u201e]+)/y
  for (let at = 0; at < line.length; at = word.lastIndex + 1) {
    word.lastIndex = at
    const match = word.exec(line)
    if (match === null) throw new Error(`PowerShell does not read ${line.slice(at)}`)
    const [, single, double, bare] = match
    words.push(single?.replaceAll(/(['\u2018-\u201b])\1/g, '$1') ?? double ?? bareWord(bare as string))
    const next = line[word.lastIndex]
    if (next !== undefined && next !== ' ')
      throw new Error(`PowerShell goes on reading at ${line.slice(word.lastIndex)}`)
    if (next === undefined) break
  }
  return words
}

function bareWord(word: string): string {
  const meaning: readonly [RegExp, string][] = [
    [/[$`,;(){}|&<>#]/, 'a sign of its own'],
    [/^@|^--$/, 'an operator'],
    [/^[+-]?(?:0\d|\d+(?:\.|[a-z])|\.\d|\d{10})/i, 'a number, printed in another way'],
    [/^-{1,2}[A-Za-z_][\w-]*[.:]/, 'a parameter and its value, two words'],
  ]
  for (const [sign, what] of meaning) if (sign.test(word)) throw new Error(`PowerShell takes ${word} for ${what}`)
  return word
}
