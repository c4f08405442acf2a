/** Whether two pieces of code can come one after the other: neither begins or ends inside of the other's brackets. */
export function areWhole(first: readonly string[], second: readonly string[]): boolean {
  if (!isBalanced(first) || !isBalanced(second)) return false
  // In a list, what comes first must not be the end of it.
  return !isListed(second) || isListed(first)
}

function isListed(lines: readonly string[]): boolean {
  return (
    lines
      .findLast((line) => line.trim() !== '')
      ?.trimEnd()
      .endsWith(',') === true
  )
}

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Brackets in texts and comments count as well: in doubt, a piece is not whole. */
function isBalanced(lines: readonly string[]): boolean {
  const open: string[] = []
  for (const sign of lines.join('\n').match(/[()[\]{}]/g) ?? []) {
    const opening = pairs[sign]
    if (opening === undefined) open.push(sign)
    else if (open.pop() !== opening) return false
  }
  return open.length === 0
}
