const shortLength = 16

/**
 * Makes the function that says whether a text has a part. Its time grows with the text alone (the algorithm of Knuth,
 * Morris and Pratt): `includes` may compare the whole part at every place where both repeat themselves, such as `aaaab`
 * in `aaaaa…`, and is fast only for a short part.
 */
export function createContains(part: string): (text: string) => boolean {
  if (part.length <= shortLength) return (text) => text.includes(part)
  // How much of the part is found, at most, at the end of each beginning of it.
  const repeated = [0]
  for (let index = 1; index < part.length; index += 1) repeated.push(follow(repeated[index - 1] ?? 0, part, index))

  return (text) => {
    let found = 0
    for (let index = 0; index < text.length && found < part.length; index += 1) found = follow(found, text, index)
    return found === part.length
  }

  /** How much is found with one more unit of the text. */
  function follow(before: number, text: string, index: number): number {
    const unit = text.charCodeAt(index)
    let found = before
    while (found > 0 && part.charCodeAt(found) !== unit) found = repeated[found - 1] ?? 0
    return part.charCodeAt(found) === unit ? found + 1 : found
  }
}
