/**
 * `; did you mean "router"?` for a word close to one that is known, else nothing: the tail of a refusal's first
 * sentence.
 */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearest(word, known)
  return near === undefined ? '' : `; did you mean "${near}"?`
}

/**
 * The known word that was likely meant: a slip or two of the fingers away, or one that the word is a part of
 * (`shutdown`, `bool`).
 *
 * Own code, since what a library offers is the distance; where to draw the line is the part that matters here.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined
  const typed = word.toLowerCase()
  const ranked = [...known]
    .map((candidate) => ({ candidate, distance: distanceOf(typed, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  // Another number is no slip.
  if (best === undefined || /^\d*$/.test(typed)) return undefined
  if (best.distance <= tolerance(best.candidate)) return best.candidate
  if (typed.length < 3) return undefined
  return ranked.find(({ candidate }) => candidate.toLowerCase().includes(typed))?.candidate
}

/** No word that is known comes near it, and time and memory grow with the length of both. */
const longest = 200

/** Whether one letter, added, dropped, changed or swapped with its neighbour, makes one word of the other. */
export function isSlipOf(word: string, known: string): boolean {
  return distanceOf(word, known) === 1
}

function tolerance(candidate: string): number {
  return Math.min(3, Math.max(1, Math.floor(candidate.length / 3)))
}

/** How many letters to add, drop, change or swap with a neighbour until one word is the other. */
function distanceOf(from: string, to: string): number {
  const rows: number[][] = []
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 0; row <= from.length; row++) {
    rows.push([])
    for (let column = 0; column <= to.length; column++) {
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const steps = [
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + Number(from[row - 1] !== to[column - 1]),
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      ]
      rows[row]?.push(row + column === 0 ? 0 : Math.min(...steps))
    }
  }
  return at(from.length, to.length)
}
