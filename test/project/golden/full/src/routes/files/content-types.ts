import { extname } from 'node:path'

/** By the extension, whatever its case. Text is taken to be UTF-8, and what is unknown to be bytes. */
export function contentTypeOf(name: string): string {
  const extension = extname(name).toLowerCase()
  const text = textTypes.get(extension)
  if (text !== undefined) return `${text}; charset=utf-8`
  return binaryTypes.get(extension) ?? 'application/octet-stream'
}

export function isHtml(name: string): boolean {
  return textTypes.get(extname(name).toLowerCase()) === 'text/html'
}

// Registered names: https://www.iana.org/assignments/media-types
const textTypes = new Map([
  ['.atom', 'application/atom+xml'],
  ['.css', 'text/css'],
  ['.csv', 'text/csv'],
  ['.htm', 'text/html'],
  ['.html', 'text/html'],
  ['.ics', 'text/calendar'],
  ['.js', 'text/javascript'],
  ['.json', 'application/json'],
  ['.map', 'application/json'],
  ['.md', 'text/markdown'],
  ['.mjs', 'text/javascript'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain'],
  ['.vtt', 'text/vtt'],
  ['.webmanifest', 'application/manifest+json'],
  ['.xml', 'application/xml'],
])

const binaryTypes = new Map([
  ['.avif', 'image/avif'],
  ['.gif', 'image/gif'],
  ['.gz', 'application/gzip'],
  ['.ico', 'image/vnd.microsoft.icon'],
  ['.jpeg', 'image/jpeg'],
  ['.jpg', 'image/jpeg'],
  ['.m4a', 'audio/mp4'],
  ['.mp3', 'audio/mpeg'],
  ['.mp4', 'video/mp4'],
  ['.ogg', 'audio/ogg'],
  ['.otf', 'font/otf'],
  ['.pdf', 'application/pdf'],
  ['.png', 'image/png'],
  ['.ttf', 'font/ttf'],
  ['.wasm', 'application/wasm'],
  ['.wav', 'audio/wav'],
  ['.webm', 'video/webm'],
  ['.webp', 'image/webp'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
  ['.zip', 'application/zip'],
])
