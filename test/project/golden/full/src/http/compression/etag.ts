import type { Encoding } from './encodings.ts'

/** Other bytes, another ETag: the one of the content, with the name of the encoding (RFC 9110 section 8.8.3.3). */
export function etagFor(etag: string, encoding: Encoding | undefined): string {
  return encoding ? etag.replace(/"$/, `-${encoding.encoding}"`) : etag
}
