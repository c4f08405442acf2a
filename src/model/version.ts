/** Whether a version comes behind another, as semantic versions are ordered. */
export function isNewer(version: string, other: string): boolean {
  const [one, two] = [partsOf(version), partsOf(other)]
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (two.numbers[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  // A version comes behind its own previews.
  if (one.preview === '' || two.preview === '') return one.preview === '' && two.preview !== ''
  return one.preview.localeCompare(two.preview, 'en', { numeric: true }) > 0
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly preview: string } {
  const [release = '', preview = ''] = version.replace(/\+.*$/, '').split(/-(.*)/s)
  return { numbers: release.split('.').map(Number), preview }
}
