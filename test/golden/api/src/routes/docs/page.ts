import { hash } from 'node:crypto'
import type { Route } from '../../http/context.ts'

const style = `
:root { color-scheme: light dark; --accent: light-dark(#14663f, #6fd3a0); }
body { margin: 0; background: light-dark(#fbfaf7, #14191f); color: light-dark(#1c2733, #e4e8ec); }
main { max-width: 48rem; margin: 0 auto; padding: 2rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, pre { overflow-wrap: anywhere; }
h1, a { color: var(--accent); }
h2 { margin: 2.5rem 0 0; font-size: 1.125rem; }
h2 + p { margin: .25rem 0 .75rem; }
pre { margin: 0; padding: .75rem 1rem; border-radius: .375rem; background: light-dark(#ebe8e0, #262e37); }
pre { white-space: pre-wrap; }
`

/** The page needs its own style and nothing else. A script in it would not run. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** An HTML page of all routes, with a curl line each. */
export function createPage(routes: readonly Route[], port: number, basePath: string): string {
  const base = `http://localhost:${port || 3000}${basePath}`
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
<p>Every route of this server. Programs read <a href="${basePath}/openapi.json">openapi.json</a>.</p>
${routes.map((route) => sectionOf(route, base)).join('\n')}
</main>
</body>
</html>
`
}

function sectionOf(route: Route, base: string): string {
  const title = `${route.method} ${route.pattern}`
  return `<section>
<h2><code>${escapeHtml(title)}</code></h2>
<p>${escapeHtml(route.meta.summary ?? title)}</p>
<pre><code>${escapeHtml(curlOf(route, base))}</code></pre>
</section>`
}

function curlOf({ method, pattern, meta: { example } }: Route, base: string): string {
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
