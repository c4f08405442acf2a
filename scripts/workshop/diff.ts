type Texts = ReadonlyMap<string, string>

const around = 2

/** What changed from one set of files to another, by file, as lines ahead of which stand `+`, `-` or a blank. */
export function diffOf(before: Texts, after: Texts): string {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${headline(path, before, after)}\n${hunks(linesOf(before.get(path)), linesOf(after.get(path)))}`)
    .join('\n')
}

function headline(path: string, before: Texts, after: Texts): string {
  if (!before.has(path)) return `${path} (new)`
  return after.has(path) ? path : `${path} (gone)`
}

function linesOf(text = ''): readonly string[] {
  return text.split('\n').slice(0, -1)
}

interface Step {
  readonly sign: '+' | '-' | ' '
  readonly text: string
  /** Its number in the new file, or that of the line behind it. */
  readonly number: number
}

/** The changed lines with some unchanged ones around them; `@@ 12` gives the number of the line below it. */
function hunks(before: readonly string[], after: readonly string[]): string {
  const steps = stepsFrom(before, after)
  const near = (index: number) =>
    steps.slice(Math.max(0, index - around), index + around + 1).some(({ sign }) => sign !== ' ')
  const shown = steps.map((_, index) => near(index))
  return steps
    .flatMap(({ sign, text, number }, index) => {
      if (!shown[index]) return []
      return shown[index - 1] ? [`${sign}${text}`] : [`@@ ${number}`, `${sign}${text}`]
    })
    .join('\n')
}

/** The shortest way from one list of lines to the other. */
function stepsFrom(before: readonly string[], after: readonly string[]): readonly Step[] {
  const common = commonLengths(before, after)
  const left = (a: number, b: number) => common[a]?.[b] ?? 0
  const steps: Step[] = []
  let [a, b] = [0, 0]
  while (a < before.length || b < after.length) {
    const number = b + 1
    if (a < before.length && b < after.length && before[a] === after[b]) {
      steps.push({ sign: ' ', text: before[a] as string, number })
      a++
      b++
    } else if (b === after.length || (a < before.length && left(a + 1, b) >= left(a, b + 1))) {
      steps.push({ sign: '-', text: before[a++] as string, number })
    } else {
      steps.push({ sign: '+', text: after[b++] as string, number })
    }
  }
  return steps
}

/** How many lines two lists have in common from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: before.length + 1 }, () => Array(after.length + 1).fill(0))
  const at = (a: number, b: number) => rows[a]?.[b] ?? 0
  for (let a = before.length - 1; a >= 0; a--) {
    const row = rows[a] as number[]
    for (let b = after.length - 1; b >= 0; b--) {
      row[b] = before[a] === after[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1))
    }
  }
  return rows
}
