import { hash } from 'node:crypto'
import type { Description, RouteDescription } from './describe.ts'

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 0 auto; padding: 1rem; }
h2 { font-size: 1rem; margin: 2rem 0 0; }
pre { padding: .75rem; overflow-x: auto; border: 1px solid; border-radius: .25rem; }
`

/** The page needs nothing but its own style; whatever else got into it would not be run. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** An HTML page of all routes, with a curl line each. */
export function createPage({ routes }: Description, port: number): string {
  const base = `http://localhost:${port || 3000}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml('my-api')}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml('my-api')}</h1>
<p>Every route of this server. Programs read <a href="/openapi.json">openapi.json</a>.</p>
${routes.map((route) => sectionOf(route, base)).join('\n')}
</main>
</body>
</html>
`
}

function sectionOf(route: RouteDescription, base: string): string {
  const title = `${route.method} ${route.pattern}`
  return `<section>
<h2><code>${escapeHtml(title)}</code></h2>
<p>${escapeHtml(route.summary)}</p>
<pre tabindex="0" aria-label="curl for ${escapeHtml(title)}"><code>${escapeHtml(curlOf(route, base))}</code></pre>
</section>`
}

function curlOf({ method, pattern, example }: RouteDescription, base: string): string {
  const path = pattern.replaceAll(/:\w+/g, '1').replace(/\*$/, 'a/b')
  const words = ['curl', ...(method === 'GET' ? [] : ['-X', method]), `'${base}${path}'`]
  if (example) words.push('-H', "'Content-Type: application/json'", '-d', quote(JSON.stringify(example)))
  return words.join(' ')
}

/** A word for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
