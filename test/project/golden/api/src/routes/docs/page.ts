import { hash } from 'node:crypto'
import type { Route } from '../../http/context.ts'
import { escapeHtml } from '../../http/html.ts'
import type { Schema } from '../../openapi.ts'
import { createOpenApi, type Described, describedBy } from './openapi.ts'
import { createSchemaList, fieldTable } from './schema.ts'
import { script } from './script.ts'
import { sectionOf } from './section.ts'
import { style } from './style.ts'

/** The page needs its own style and script, and sends requests to this server: nothing else is loaded or run. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  `script-src 'sha256-${hash('sha256', script, 'base64')}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Entry = readonly [route: Route, operation: Described]

const otherRoutes = 'Other routes'

/** An HTML page of all routes in groups, each with a form to try it. */
export function createPage(routes: readonly Route[], port: number, basePath: string): string {
  const document = createOpenApi(routes, basePath)
  const title = escapeHtml(document.info.title)
  const groups = groupsOf(routes.map((route) => [route, describedBy(document, route)]))
  const { Problem: problem, ...schemas } = document.components.schemas
  const list = createSchemaList(schemas)
  const address = { origin: `http://localhost:${port || 3000}`, basePath }
  const sections = groups.map(
    ([name, entries]) =>
      `<section>\n<h2 id="${anchorOf(name)}">${escapeHtml(name)}</h2>
${entries.map(([route, operation]) => sectionOf(route, operation, list, address)).join('\n')}\n</section>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body data-base="${escapeHtml(basePath)}">
<a class="skip" href="#routes">Skip to the routes</a>
<header>
<h1>${title}</h1>
<p>Every route of this server. Programs read <a href="${escapeHtml(basePath)}/openapi.json">openapi.json</a>.</p>
</header>
${navigationOf(groups)}
<main id="routes">
${sections.join('\n')}
${errorsOf(problem)}
</main>
<p id="announcement" class="unseen" role="status"></p>
<script>${script}</script>
</body>
</html>
`
}

/** By the first tag; what has none comes last. */
function groupsOf(entries: readonly Entry[]): readonly (readonly [name: string, entries: readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = entry[1].tags?.[0] ?? otherRoutes
    groups.set(name, [...(groups.get(name) ?? []), entry])
  }
  const isOther = (name: string) => Number(name === otherRoutes)
  return [...groups].sort(([a], [b]) => isOther(a) - isOther(b))
}

function anchorOf(group: string): string {
  return escapeHtml(`group-${group.toLowerCase().replaceAll(/\s+/g, '-')}`)
}

function navigationOf(groups: ReturnType<typeof groupsOf>): string {
  const items = groups.map(([name, entries]) => {
    const links = entries.map(
      ([{ method, pattern }, { operationId }]) =>
        `<li><a href="#${escapeHtml(operationId)}"><b>${method}</b> ${escapeHtml(pattern)}</a></li>`,
    )
    return `<li><a href="#${anchorOf(name)}">${escapeHtml(name)}</a>\n<ul>\n${links.join('\n')}\n</ul></li>`
  })
  const last = '<li><a href="#schema-Problem">Errors</a></li>'
  return `<nav aria-label="Routes">\n<ul>\n${[...items, last].join('\n')}\n</ul>\n</nav>`
}

function errorsOf(problem: Schema = {}): string {
  return `<section>
<h2 id="schema-Problem">Errors</h2>
<p>Problem details (RFC 9457), as <code>application/problem+json</code>:</p>
${fieldTable(problem)}
</section>`
}
