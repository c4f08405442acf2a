/**
 * `; did you mean "router"?` for a word close to one that is known, else nothing: the tail of a refusal's first
 * sentence. Close is a slip or two of the fingers, or a part of the whole word (`shutdown`, `bool`).
 *
 * Own code, since what a library offers is the distance; where to draw the line is the part that matters here.
 */
export function didYouMean(word: string, known: Iterable<string>): string {
  const typed = word.toLowerCase()
  const ranked = [...known]
    .map((candidate) => ({ candidate, distance: distanceOf(typed, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  if (best === undefined || typed === '') return ''
  if (best.distance <= tolerance(best.candidate)) return `; did you mean "${best.candidate}"?`
  const whole = typed.length < 3 ? undefined : ranked.find(({ candidate }) => candidate.toLowerCase().includes(typed))
  return whole === undefined ? '' : `; did you mean "${whole.candidate}"?`
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
