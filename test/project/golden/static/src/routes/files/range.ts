/** Bytes of a file, both ends included. */
export interface Range {
  readonly start: number
  readonly end: number
}

const oneRange = /^bytes=(\d*)-(\d*)$/i

/**
 * The bytes that a Range header asks for (RFC 9110 section 14.1.2), of a file of `size` bytes. `whole` for a header
 * that is to be ignored: another unit, a malformed or reversed range, and several, which nobody has to serve.
 */
export function parseRange(header: string, size: number): Range | 'whole' | 'unsatisfiable' {
  const [, first = '', last = ''] = oneRange.exec(header) ?? []
  if (first !== '') {
    if (last !== '' && Number(last) < Number(first)) return 'whole'
    if (Number(first) >= size) return 'unsatisfiable'
    return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  }
  if (last === '') return 'whole'
  if (Number(last) === 0) return 'unsatisfiable'
  // The last bytes of an empty file are all it has, but Content-Range has no words for them.
  return size === 0 ? 'whole' : { start: Math.max(0, size - Number(last)), end: size - 1 }
}
