import type { Coding } from './codings.ts'

/** Other bytes, another tag: that of the answer, with the name of the coding in it (RFC 9110 section 8.8.3.3). */
export function codedTag(etag: string, coding: Coding | undefined): string {
  return coding ? etag.replace(/"$/, `-${coding.coding}"`) : etag
}
