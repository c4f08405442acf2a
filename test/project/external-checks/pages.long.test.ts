import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { answersFor, everything, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project, type RunningServer } from '../http/server.ts'
import { hasBrowser, launchBrowser } from './browser.ts'

// Pages are shown to whoever names a folder for the pictures.
const pictures = process.env.SCREENSHOTS

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 800 } }],
  ['narrow', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
  ['narrow and dark', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
]

describe.skipIf(!hasBrowser)('a page', () => {
  let browser: Browser
  const projects: Project[] = []
  const servers: Record<string, RunningServer> = {}

  beforeAll(async () => {
    browser = await launchBrowser()
    const specification = 'articles title:string:unique body:string:optional kind:enum=news,opinion published:datetime'
    const sets = {
      full: everything(realPack, 20),
      // A name that must be escaped wherever it is shown.
      docs: {
        ...answersFor(realPack, ['resource', 'docs', 'security-headers', 'health'], 20),
        resources: ['todos title:string', specification].map(parseSpecification),
      },
    }
    for (const [name, answers] of Object.entries(sets)) {
      const project = makeProject(answers)
      projects.push(project)
      servers[name] = await project.start({ RATE_LIMIT_MAX: '1000000' })
    }
  })

  afterAll(async () => {
    await browser?.close()
    for (const server of Object.values(servers)) await server.stop()
    for (const project of projects) project.remove()
  })

  describe.each([
    ['the docs', 'full', '/docs', 200],
    ['the docs as the first page', 'docs', '/', 200],
    ['the first page of the files', 'full', '/', 200],
    ['an error', 'full', '/nope.html?a=<b>', 404],
    ['an error without words', 'full', '/%zz', 400],
  ])('of %s', (name, set, target, status) => {
    test.each(looks)('is what it should be, %s', async (look, options) => {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const complaints = listen(page)
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      const response = await page.goto(`${servers[set]?.url}${target}`)
      expect(response?.status()).toBe(status)
      if (pictures !== undefined) await takePicture(page, `${name} ${look}`)

      expect(await page.locator('h1').count()).toBe(1)
      expect(await page.locator('main').count()).toBe(1)
      expect(await page.getAttribute('html', 'lang')).toBe('en')
      expect(await page.title()).not.toBe('')
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport?.width)
      expect(await page.evaluate(unreachable)).toEqual([])
      expect(await focusStops(page)).toEqual(await page.evaluate(focusable))
      expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('light dark')
      expect(requests.filter((url) => !url.startsWith(servers[set]?.url ?? '?'))).toEqual([])
      expect(complaints).toEqual([])

      await context.close()
    })

    test.each(looks.filter(([look]) => look === 'light' || look === 'narrow and dark'))(
      'has nothing that a judge of accessibility finds, %s',
      async (_look, options) => {
        // The judge is a script, which the page's own policy rightly does not let run.
        const context = await browser.newContext({ ...options, bypassCSP: true })
        const page = await context.newPage()
        await page.goto(`${servers[set]?.url}${target}`)
        await page.addScriptTag({ path: axe })
        const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults
        expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html)}`)).toEqual([])
        expect(passes.map(({ id }) => id)).toContain('color-contrast')
        await context.close()
      },
    )
  })

  test('of the docs shows nothing that got into it to be run', async () => {
    const page = await browser.newPage()
    const complaints = listen(page)
    await page.goto(`${servers.full?.url}/docs`)
    await page.evaluate(
      `document.querySelector('main').innerHTML += '<img src=x onerror="document.title = 1"><a style="color:red">'`,
    )
    await page.evaluate('new Promise(requestAnimationFrame)')
    expect(complaints.join('\n')).toMatch(/Content Security Policy/)
    expect(await page.title()).not.toBe('1')
    await page.close()
  })

  test('in a frame of another is not shown', async () => {
    const page = await browser.newPage()
    const { url } = servers.full as RunningServer
    for (const target of ['/docs', '/', '/nope.html', '/api/todos']) {
      await page.setContent(`<iframe src="${url}${target}"></iframe>`, { waitUntil: 'networkidle' })
      expect(page.frames()[1]?.url()).toMatch(/^chrome-error:/)
    }
    await page.close()
  })
})

/** Everything that the browser has to complain of, but for the status of the page itself. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const own = message.location().url === page.url() && /status of 4\d\d/.test(message.text())
    if (!own && ['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  return complaints
}

async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(String(pictures), { recursive: true })
  await page.screenshot({ path: join(String(pictures), `${name.replaceAll(' ', '-')}.png`), fullPage: true })
}

/** Areas that scroll and cannot be scrolled with the keyboard. */
const unreachable = `[...document.querySelectorAll('body *')]
  .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth)
  .filter((element) => element.tabIndex < 0)
  .map((element) => element.outerHTML)`

const focusable = `[...document.querySelectorAll('a[href], [tabindex], button, summary, input, select, textarea')]
  .filter((element) => element.checkVisibility())
  .map((element) => element.textContent)`

/** What the tab key leads to, in order, each with a visible sign of it. */
async function focusStops(page: Page): Promise<string[]> {
  await page.evaluate(noteStops)
  for (let before = -1; ; ) {
    // An answer of the browser for each of the hundreds of keys would take most of the time.
    await Promise.all(Array.from({ length: 40 }, () => page.keyboard.press('Tab')))
    const stops = (await page.evaluate('window.stops')) as (string | null)[]
    const end = stops.indexOf(null)
    if (end !== -1) return stops.slice(0, end) as string[]
    if (stops.length === before) return stops as string[]
    before = stops.length
  }
}

/** Notes what gets the focus; null where it had it before. */
const noteStops = `(() => {
  window.stops = []
  document.addEventListener('focusin', ({ target }) => {
    if (target.matches('.seen')) return void window.stops.push(null)
    target.classList.add('seen')
    const { outlineStyle, outlineWidth } = getComputedStyle(target)
    window.stops.push(outlineStyle === 'none' || outlineWidth === '0px' ? 'no sign of focus' : target.textContent)
  })
})()`
