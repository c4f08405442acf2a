import { hash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { weightsOf } from './accept.ts'
import type { Context } from './context.ts'
import type { Problem } from './errors.ts'
import { escapeHtml, sendHtml } from './html.ts'

// What programs ask for, whatever Accept says.
const apiPath = /^(?:https?:\/\/[^/?]*)?\/api(?:[/?]|$)/i

/** Does the client prefer HTML to problem details? Browsers do; curl and fetch accept anything. */
export function prefersPage({ req, endpoint }: Context): boolean {
  if (endpoint && ![...endpoint.routes.values()].some(({ meta }) => meta.page)) return false
  // Escapes of ASCII are decoded one by one: the rest of the target may be malformed.
  const target = (req.url ?? '').replace(/%[2-7][\da-f]/gi, (octet) => decodeURIComponent(octet))
  if (apiPath.test(target)) return false
  const weights = weightsOf(req.headers.accept)
  const weigh = (type: string, family: string) => weights.get(type) ?? weights.get(family) ?? weights.get('*/*') ?? 0
  const json = Math.max(weigh('application/problem+json', 'application/*'), weigh('application/json', 'application/*'))
  return weigh('text/html', 'text/*') > json
}

export function sendErrorPage(ctx: Context, problem: Problem, headers: OutgoingHttpHeaders): void {
  sendHtml(ctx, problem.status, pageOf(problem, ctx.basePath), {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
}

const style = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fbfaf7, #14191f); color: light-dark(#1c2733, #e4e8ec); }
main { max-width: 36rem; margin: 0 auto; padding: 15vh 1.5rem; font: 1.125rem/1.5 system-ui, sans-serif; }
h1 { line-height: 1.2; }
a { color: light-dark(#14663f, #6fd3a0); }
`

// Nothing may be loaded or run: the page is its text and this style.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

function pageOf({ status, title, detail, errors, requestId }: Problem, basePath: string): string {
  const heading = escapeHtml(`${status} ${title}`)
  const paragraphs = [detail, ...fieldErrors(errors), requestId && `Request ${requestId}`]
  const text = paragraphs.flatMap((paragraph) => (paragraph ? [`<p>${escapeHtml(String(paragraph))}</p>\n`] : []))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${text.join('')}<p><a href="${basePath}/">Go to the start page</a></p>
</main>
</body>
</html>
`
}

/** The errors of validation, a line each. */
function fieldErrors(errors: unknown): string[] {
  if (!Array.isArray(errors)) return []
  return errors.map(({ field, message }: Record<string, unknown>) => `${field} ${message}`)
}
