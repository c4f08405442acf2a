/** Numbers texts, equal ones alike: keys made of them stay short where a million texts are compared. */
export function createTextIds(): (text: string) => number {
  const ids = new Map<string, number>()
  return (text) => {
    const id = ids.get(text) ?? ids.size
    ids.set(text, id)
    return id
  }
}
